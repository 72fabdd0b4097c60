package org.loopscope.controller.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.loopscope.controller.log.journal.JournalCorrupt;
import org.loopscope.controller.recover.RecoveryReport;
import org.loopscope.controller.recover.SessionRecovery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./loopscope recover}: completes a session whose process died. */
@Command(
        name = "recover",
        mixinStandardHelpOptions = true,
        description = "Completes a session that was cut off, by a crash or the loss of power, from its journal.")
final class RecoverCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SESSION_DIR", description = "a session's folder")
    private Path folder = Path.of(".");

    @Override
    public Integer call() {
        PrintWriter console = spec.commandLine().getOut();
        SessionFolder.journalIn(folder);
        try {
            SessionFolder.requireAtRest(folder);
            RecoveryReport report = new SessionRecovery(folder, line -> {
                        console.println(line);
                        console.flush();
                    })
                    .run();
            report.session().ifPresent(this::draw);
            report.lines().forEach(console::println);
            return ExitCode.DONE;
        } catch (JournalCorrupt e) {
            spec.commandLine().getErr().println("loopscope: " + e.getMessage());
            return ExitCode.DIFFERS;
        } catch (IOException e) {
            spec.commandLine().getErr().println("loopscope: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private void draw(RecoveryReport.Recovered session) {
        new SessionPictures(folder.resolve("pictures"), session.bank(), session.activityHz(), session.limits())
                .draw(session.summary());
    }
}
