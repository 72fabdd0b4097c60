package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.Main;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalReader;

/**
 * {@code kill -9} at random instants of a session: the log opens with no repair, nothing older than 250 ms is missing from
 * it, {@code recover} completes it, and what is there replays to the bit.
 */
final class KilledSessionTest {
    private static final long SEED = 20261123;
    /** The tiny session's frames come for about half a minute. */
    private static final int LATEST_KILL_MS = 26_000;

    /** So long after the first frame there are traces to draw. */
    private static final long CALIBRATED_MS = 8_000;

    private static final long MOST_LOST_MS = 250;
    private static final long PERIOD_MS = 33;

    @TempDir
    Path folder;

    @Test
    void shouldLoseNothingOlderThanAQuarterOfASecondWhenKilledAtAnyInstant() throws Exception {
        kill(2, LATEST_KILL_MS / 2);
    }

    @Test
    @Tag("slow")
    void shouldLoseNothingOlderThanAQuarterOfASecondWhenKilledAtFiftyInstants() throws Exception {
        kill(50, LATEST_KILL_MS);
    }

    @Test
    @Tag("slow")
    void shouldLoseNoMoreWhenOthersReadItsFile() throws Exception {
        kill(20, LATEST_KILL_MS, "--set", "log.live_reading=true");
    }

    private void kill(int times, int latestMs, String... more) throws Exception {
        System.out.println("killed sessions: seed " + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < times; i++) {
            int afterMs = latestMs * i / times + random.nextInt(latestMs / times);
            killOnce(Files.createDirectory(folder.resolve("kill" + i)), afterMs, more);
        }
    }

    private static void killOnce(Path at, int afterMs, String... more) throws Exception {
        RunningSession session = RunningSession.start(at, more);
        Path journal = session.awaitFrames(1);
        TimeUnit.MILLISECONDS.sleep(afterMs);
        Instant killed = session.kill();

        Path folder = SmallSession.sessionIn(at);
        Left journaled = read(journal);
        long killedMs = Duration.between(journaled.start(), killed).toMillis();
        double rawMs = pixelsToMs(folder, journaled);
        System.out.printf(
                "killed at %d ms: journal to %d ms, pixels to %.0f ms%n", killedMs, journaled.lastMs(), rawMs);
        assertTrue(killedMs - journaled.lastMs() <= MOST_LOST_MS, "the journal ends too early");
        assertTrue(killedMs - rawMs <= MOST_LOST_MS, "the raw frames end too early");

        assertEquals(0, SmallSession.replay(folder), "what is there replays");
        assertEquals(0, Main.run("recover", folder.toString()));
        assertEquals(0, SmallSession.replay(folder), "what was recovered replays");
        assertEquals(rawMs, pixelsToMs(folder, journaled), 1e-6, "every frame was carried over");
        assertEquals(
                "cut off",
                new ObjectMapper()
                        .readTree(folder.resolve("summary.json").toFile())
                        .path("outcome")
                        .asText());
        boolean drawn = Files.exists(folder.resolve("pictures").resolve("traces.png"));
        assertTrue(drawn || journaled.lastMs() - journaled.firstMs() < CALIBRATED_MS, "what there is is drawn");
        assertEquals(0, Main.run("recover", folder.toString()), "there is nothing left to recover");
    }

    private record Left(Instant start, long firstMs, long lastMs) {}

    /** Up to when there are pixels in the file; one period before the first frame where there are none yet. */
    private static double pixelsToMs(Path folder, Left journaled) {
        try (HdfFile file = new HdfFile(SmallSession.nwbIn(folder))) {
            Dataset times = file.getDatasetByPath("/acquisition/TwoPhotonSeries/timestamps");
            return times.getDimensions()[0] == 0
                    ? journaled.firstMs() - PERIOD_MS
                    : 1000 * ((double[]) times.getData())[times.getDimensions()[0] - 1];
        }
    }

    private static Left read(Path journal) throws IOException {
        Instant start = Instant.MAX;
        long firstMs = -1;
        long lastMs = 0;
        try (JournalReader reader = JournalReader.open(journal)) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                if (event instanceof SessionEvent.LogBegun begun) {
                    OffsetDateTime at = begun.metadata().startTime();
                    start = at.toInstant();
                } else if (event instanceof SessionEvent.FrameArrived frame) {
                    lastMs = frame.frameEndNs() / 1_000_000;
                    firstMs = firstMs < 0 ? lastMs : firstMs;
                }
            }
        }
        return new Left(start, firstMs, lastMs);
    }
}
