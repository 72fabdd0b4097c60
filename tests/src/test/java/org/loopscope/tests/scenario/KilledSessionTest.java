package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalReader;

/** {@code kill -9} in mid-session: the log opens with no repair, and nothing older than a second is missing. */
final class KilledSessionTest {
    private static final long KILL_AFTER_FRAMES = 200;
    private static final long PATIENCE_S = 120;
    private static final long ONE_SECOND_NS = 1_000_000_000L;

    @TempDir
    Path folder;

    @Test
    void shouldLeaveEveryFrameOlderThanASecondReadable() throws Exception {
        Process session = start();
        Path journal = awaitFrames(session);
        session.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

        long lastNs = 0;
        long olderThanASecond = 0;
        for (int pass = 0; pass < 2; pass++) {
            try (JournalReader reader = JournalReader.open(journal)) {
                for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                    if (event instanceof SessionEvent.FrameArrived frame) {
                        if (pass == 0) {
                            lastNs = frame.frameEndNs();
                        } else if (frame.frameEndNs() < lastNs - ONE_SECOND_NS) {
                            olderThanASecond++;
                        }
                    }
                }
            }
        }
        try (HdfFile file = new HdfFile(SmallSession.nwbIn(SmallSession.sessionIn(folder)))) {
            Dataset frames = file.getDatasetByPath("/acquisition/TwoPhotonSeries/data");
            int stored = frames.getDimensions()[0];
            System.out.println("killed with " + stored + " frames in the file, " + olderThanASecond
                    + " of those acquired were older than a second");
            assertTrue(stored >= olderThanASecond, stored + " frames, expected at least " + olderThanASecond);
            assertEquals(96, frames.getDimensions()[1]);
        }
        assertEquals(0, SmallSession.replay(SmallSession.sessionIn(folder)), "what is there replays");
    }

    private Process start() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                "org.loopscope.controller.Main",
                "run",
                SmallSession.experiment(folder).toString(),
                "--speed",
                "real",
                "--out",
                folder.resolve("out").toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("console.txt").toFile())
                .start();
    }

    /** Waits, on the session's own journal, until enough frames have come. */
    private Path awaitFrames(Process session) throws Exception {
        for (long waitedMs = 0; waitedMs < PATIENCE_S * 1000; waitedMs += 200) {
            assertTrue(session.isAlive(), () -> "the session ended early: " + console());
            Thread.sleep(200);
            Path out = folder.resolve("out");
            if (Files.isDirectory(out)) {
                try (Stream<Path> sessions = Files.list(out)) {
                    Path journal = sessions.findFirst().orElse(out).resolve("session.journal");
                    if (Files.exists(journal) && frames(journal) >= KILL_AFTER_FRAMES) {
                        return journal;
                    }
                }
            }
        }
        throw new AssertionError("no frames within two minutes: " + console());
    }

    private static long frames(Path journal) throws IOException {
        long frames = 0;
        try (JournalReader reader = JournalReader.open(journal)) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                frames += event instanceof SessionEvent.FrameArrived ? 1 : 0;
            }
        }
        return frames;
    }

    private String console() {
        try {
            return Files.readString(folder.resolve("console.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
