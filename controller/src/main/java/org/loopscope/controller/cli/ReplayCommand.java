package org.loopscope.controller.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.loopscope.controller.log.journal.JournalCorrupt;
import org.loopscope.controller.replay.ReplayReport;
import org.loopscope.controller.replay.SessionReplay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./loopscope replay}: recomputes a session from what was recorded, and says whether it comes out the same. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Recomputes a session's activity and decisions, and says identical, or where they part (exit 3).")
final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SESSION_DIR", description = "a session's folder")
    private Path folder = Path.of(".");

    @Override
    public Integer call() throws Exception {
        PrintWriter console = spec.commandLine().getOut();
        SessionFolder.journalIn(folder);
        try {
            ReplayReport report = new SessionReplay(folder, console).run();
            report.lines().forEach(console::println);
            console.flush();
            return report.identical() ? ExitCode.DONE : ExitCode.DIFFERS;
        } catch (JournalCorrupt e) {
            spec.commandLine().getErr().println("loopscope: " + e.getMessage());
            return ExitCode.DIFFERS;
        }
    }
}
