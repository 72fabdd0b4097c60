package org.loopscope.controller.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./loopscope}: the verbs. */
@Command(
        name = "loopscope",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        description =
                "Closed-loop calcium-imaging experiments: record, fit, synthesize, show and measure in one session.",
        footer = {"", "  ./loopscope test [--nightly]    runs every test and check"},
        subcommands = {
            RunCommand.class,
            ReplayCommand.class,
            ReviewCommand.class,
            RecoverCommand.class,
            BenchCommand.class,
            CellsCommand.class,
            ModelCommand.class,
            RefitCommand.class,
            AccessCommand.class,
            DoctorCommand.class
        })
public final class LoopscopeCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: run, replay, review, recover, bench, cells, model, refit, access, doctor or test");
    }
}
