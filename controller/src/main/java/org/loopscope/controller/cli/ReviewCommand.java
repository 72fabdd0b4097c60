package org.loopscope.controller.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.loopscope.controller.RigThreads;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ExperimentFile;
import org.loopscope.controller.dashboard.Dashboard;
import org.loopscope.controller.dashboard.DashboardStartException;
import org.loopscope.controller.dashboard.ReviewView;
import org.loopscope.controller.dashboard.ReviewedSession;
import org.loopscope.controller.log.journal.JournalCorrupt;
import org.loopscope.controller.operator.CommandDesk;
import org.loopscope.controller.rig.Banks;
import org.loopscope.controller.telemetry.SessionFacts;
import org.loopscope.firmware.clock.SessionClock;
import org.loopscope.firmware.clock.SystemSessionClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./loopscope review}: shows a session that has been on the page, at any moment of it. Writes nothing. */
@Command(
        name = "review",
        mixinStandardHelpOptions = true,
        description = "Shows a finished session in the browser, at any moment of it, until Ctrl-C."
                + " All pages that are open look at the same moment.")
final class ReviewCommand implements Callable<Integer> {
    private static final String LOOPBACK = "127.0.0.1";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SESSION_DIR", description = "a session's folder")
    private Path folder = Path.of(".");

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "where the page is served, or where that is taken on one of the next (default: 8470; 0: any)")
    private int port = 8470;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter console = spec.commandLine().getOut();
        if (port < 0 || port > 65_535) {
            throw new ConfigurationException("--port must be from 0 to 65535, was " + port);
        }
        SessionFolder.journalIn(folder);
        SessionFolder.requireAtRest(folder);
        ReviewedSession session;
        try {
            session = ReviewedSession.read(folder, line -> {
                console.println(line);
                console.flush();
            });
        } catch (JournalCorrupt e) {
            complain(String.valueOf(e.getMessage()));
            return ExitCode.DIFFERS;
        } catch (IOException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
        ExperimentConfig config = ExperimentFile.parse(session.configuration(), "the journal", List.of());
        SessionFacts facts = SessionFacts.of(config, session.framePeriodNs(config));
        try (ReviewView view = new ReviewView(session, facts, Banks.of(config))) {
            return serve(view, config.rig().name(), console);
        }
    }

    private int serve(ReviewView view, String rig, PrintWriter console) throws InterruptedException {
        CountDownLatch failed = new CountDownLatch(1);
        Dashboard dashboard = open(rig, line -> {
            complain(line);
            failed.countDown();
        });
        dashboard.show(view);
        try (RigThreads.ShutdownGuard _ = RigThreads.onShutdown(() -> end(dashboard))) {
            console.println("Review: " + dashboard.url() + " (Ctrl-C ends it)");
            console.flush();
            failed.await();
            return ExitCode.FAILED;
        } finally {
            dashboard.close();
        }
    }

    private Dashboard open(String rig, Consumer<String> failed) {
        SessionClock clock = new SystemSessionClock(0);
        try {
            return Dashboard.open(
                    LOOPBACK,
                    port,
                    Optional.empty(),
                    new CommandDesk(clock),
                    clock,
                    VersionProvider.VERSION,
                    rig,
                    failed);
        } catch (DashboardStartException e) {
            throw new ConfigurationException("--port: " + e.getMessage(), e);
        }
    }

    /** There is nothing that could be left half done: the process that is told to end has done what it should. */
    private static void end(Dashboard dashboard) {
        dashboard.close();
        Runtime.getRuntime().halt(ExitCode.DONE);
    }

    private void complain(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("loopscope: " + line);
        err.flush();
    }
}
