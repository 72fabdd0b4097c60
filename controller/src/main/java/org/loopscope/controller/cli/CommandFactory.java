package org.loopscope.controller.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the command that needs the surroundings, and leaves the others to the command line's own factory. */
public final class CommandFactory implements IFactory {
    private final Surroundings surroundings;

    public CommandFactory(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public <K> K create(Class<K> command) throws Exception {
        return command.equals(RunCommand.class)
                ? command.cast(new RunCommand(surroundings))
                : CommandLine.defaultFactory().create(command);
    }
}
