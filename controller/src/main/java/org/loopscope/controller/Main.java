package org.loopscope.controller;

import java.io.PrintWriter;
import org.loopscope.controller.cli.CommandFactory;
import org.loopscope.controller.cli.ExitCode;
import org.loopscope.controller.cli.LoopscopeCommand;
import org.loopscope.controller.cli.Surroundings;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.session.Faults;
import picocli.CommandLine;

/** The process's entry. Every failure ends as one line on standard error, and an exit code. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs a command line and answers its exit code; ends no process. */
    public static int run(String... arguments) {
        return run(new Surroundings(), arguments);
    }

    /** The same where a session finds other surroundings. */
    public static int run(Surroundings surroundings, String... arguments) {
        CommandLine commandLine = new CommandLine(new LoopscopeCommand(), new CommandFactory(surroundings));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler((exception, given) -> {
            complain(exception.getCommandLine().getErr(), Faults.oneLine(exception) + "; see ./loopscope --help");
            return ExitCode.WRONG_INPUT;
        });
        commandLine.setExecutionExceptionHandler((exception, command, parsed) -> {
            complain(command.getErr(), Faults.oneLine(exception));
            boolean inputIsWrong = exception instanceof ConfigurationException;
            if (!inputIsWrong && System.getenv("LOOPSCOPE_TRACE") != null) {
                exception.printStackTrace(command.getErr());
            }
            return inputIsWrong ? ExitCode.WRONG_INPUT : ExitCode.FAILED;
        });
        return commandLine.execute(arguments);
    }

    private static void complain(PrintWriter err, String line) {
        err.println("loopscope: " + line);
        err.flush();
    }
}
