package org.loopscope.controller.dashboard;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ExperimentFile;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalWriter;
import org.loopscope.controller.rig.Banks;
import org.loopscope.controller.telemetry.SessionFacts;
import org.loopscope.firmware.clock.SystemSessionClock;
import org.loopscope.inference.Response;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusDecision;
import org.loopscope.tests.scenario.SmallSession;

/** How quickly a session is opened and gone through: a made-up one of an hour and 1,000 cells, or a recorded one. */
@Tag("slow")
class LongReviewTest {
    private static final int FRAMES = 108_000;
    private static final int CELLS = 1000;
    private static final long PERIOD_NS = 33_333_333;
    private static final int FRAMES_PER_STIMULUS = 15;
    private static final long MEDIAN_SEEK_MS = 2000;

    @TempDir
    Path folder;

    /** Of the folder in the property {@code review.session}, or of the made-up one. */
    @Test
    void shouldGoToAnyMomentOfAnHourInASecondOrSo() throws IOException {
        String recorded = System.getProperty("review.session");
        Path session = recorded == null ? folder : Path.of(recorded);
        if (recorded == null) {
            write();
        }
        SystemSessionClock clock = new SystemSessionClock(0);
        long beganNs = clock.nowNs();
        ReviewedSession opened = ReviewedSession.read(session, System.out::println);
        ExperimentConfig config = ExperimentFile.parse(opened.configuration(), "the journal", List.of());
        ReviewView view =
                new ReviewView(opened, SessionFacts.of(config, opened.framePeriodNs(config)), Banks.of(config));
        Pages pages = new Pages();
        view.shownOn(pages);
        print("opened", beganNs, clock);
        ToldPage page = new ToldPage();
        pages.add(page.client());
        view.does(page.client(), new PageRequest.Select(new int[] {0, 1, 2, 3}));
        List<Long> tookMs = new ArrayList<>();
        for (double share : new double[] {0.5, 0.99, 0.1, 1, 0.98, 0.2, 0.95, 0.5, 1, 0.9, 0.99}) {
            long askedNs = clock.nowNs();
            view.does(page.client(), new PageRequest.Seek(Math.round(share * opened.endNs())));
            view.work(clock.nowNs());
            tookMs.add(print("seek to " + share, askedNs, clock));
            assertTrue(page.take().size() > 10);
        }
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf("heap in use: %d MB%n", (runtime.totalMemory() - runtime.freeMemory()) >> 20);
        // A single one may be held up by whatever else the machine does.
        long medianMs = tookMs.stream().sorted().toList().get(tookMs.size() / 2);
        assertTrue(medianMs < MEDIAN_SEEK_MS, medianMs + " ms");
        view.close();
    }

    private static long print(String what, long sinceNs, SystemSessionClock clock) {
        long tookMs = (clock.nowNs() - sinceNs) / 1_000_000;
        System.out.printf(Locale.ROOT, "%s: %d ms%n", what, tookMs);
        return tookMs;
    }

    private void write() throws IOException {
        try (JournalWriter journal = JournalWriter.create(folder.resolve("session.journal"))) {
            String experiment = Files.readString(SmallSession.experiment(folder));
            journal.append(
                    new SessionEvent.SessionStarted("s", experiment, "2026-01-01T00:00:00Z", "1", "java", false));
            journal.append(new SessionEvent.SourceOpened("made up", new FrameFormat(96, 96, 1e9 / PERIOD_NS)));
            float[] values = new float[CELLS];
            for (int frame = 0; frame < FRAMES; frame++) {
                long endNs = frame * PERIOD_NS;
                for (int cell = 0; cell < CELLS; cell++) {
                    values[cell] = (float) Math.sin(0.01 * frame + cell);
                }
                journal.append(new SessionEvent.FrameArrived(frame, endNs - 1_000_000, endNs, frame));
                journal.append(new SessionEvent.ActivityInferred(
                        frame, endNs, endNs + 1, 0.1f, 0.2f, 0.9f, frame, values, values, values, values, values));
                journal.append(new SessionEvent.FrameQualityMeasured(frame, 1, 1, 1, 1, 1, 1, 1, 0, 0));
                trial(journal, frame, endNs, values);
                journal.append(new SessionEvent.LatencyMeasured(frame, 3_000_000, 4_000_000));
            }
        }
    }

    private static void trial(JournalWriter journal, int frame, long nowNs, float[] rates) throws IOException {
        List<Presentation> seen = new ArrayList<>();
        boolean begins = frame % FRAMES_PER_STIMULUS == 0;
        StimulusDecision decision = new StimulusDecision(
                frame / FRAMES_PER_STIMULUS,
                frame,
                new Stimulus.BankImage(frame % 40),
                nowNs + 1,
                400_000_000,
                nowNs + 9,
                nowNs,
                false,
                "random",
                0,
                0);
        if (begins) {
            seen.add(new Presentation(decision, nowNs + 1, nowNs + 2, Presentation.Outcome.ON_TIME));
        }
        journal.append(new SessionEvent.CycleInputs(frame, nowNs, List.of(), List.of(), seen, 0, List.of()));
        if (begins) {
            journal.append(new SessionEvent.StimulusDecided(decision));
            journal.append(new SessionEvent.ResponseMeasured(new Response(seen.getFirst(), rates.clone(), 9)));
        }
    }
}
