package org.loopscope.controller.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands that need the surroundings, and leaves the others to the command line's own factory. */
public final class CommandFactory implements IFactory {
    private final Surroundings surroundings;

    public CommandFactory(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public <K> K create(Class<K> command) throws Exception {
        if (command.equals(RunCommand.class)) {
            return command.cast(new RunCommand(surroundings));
        }
        return command.equals(ReplayCommand.class)
                ? command.cast(new ReplayCommand(surroundings))
                : CommandLine.defaultFactory().create(command);
    }
}
