package org.loopscope.controller.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.Frame;
import org.loopscope.controller.log.SampleSession;
import org.loopscope.controller.log.SessionToKill;

/** A process that writes a session is killed in the middle, as by {@code kill -9}. */
class KilledSessionTest {
    @TempDir
    Path folder;

    @Test
    void shouldHaveEveryFlushedFrameWhenTheProcessIsKilled() throws Exception {
        int flushed = writeUntilKilled(400);
        SessionFolder session =
                SessionFolder.open(folder.resolve(SampleSession.metadata().sessionName()));

        ArrayVerification.Report report = ArrayVerification.verify(session);
        assertEquals(List.of(), report.differences());
        assertTrue(!report.ended() && report.arrays() == 0, report.toString());

        LoggedTraces traces = LoggedTraces.read(session.nwb());
        assertTrue(traces.frameNumbers()[traces.frameNumbers().length - 1] >= flushed);
        try (RecordedFrames frames = RecordedFrames.open(session.nwb())) {
            assertTrue(frames.completeTo() >= flushed);
            Frame read = new Frame(frames.format().widthPx(), frames.format().heightPx());
            Frame expected = new Frame(read.widthPx, read.heightPx);
            int found = 0;
            for (long number = 0; number <= frames.completeTo(); number++) {
                if (frames.read(number, read)) {
                    found++;
                    SampleSession.fill(expected, number);
                    assertArrayEquals(expected.pixels, read.pixels, "frame " + number);
                }
            }
            assertEquals(frames.count(), found);
        }
    }

    /** Gives the last frame that was in the file by the word of the killed process. */
    private int writeUntilKilled(int frames) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SessionToKill.class.getName(),
                        folder.toString(),
                        "64",
                        "48",
                        "20",
                        "0",
                        "7")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int flushed = 0;
        try (BufferedReader told = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                flushed = Integer.parseInt(line);
                if (flushed >= frames) {
                    process.destroyForcibly();
                    break;
                }
            }
        }
        process.waitFor();
        assertTrue(flushed >= frames, "the process ended by itself after frame " + flushed);
        return flushed;
    }
}
