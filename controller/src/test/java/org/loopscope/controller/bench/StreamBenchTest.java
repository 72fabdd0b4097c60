package org.loopscope.controller.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.firmware.clock.SystemSessionClock;

@Timeout(120)
class StreamBenchTest {
    @Test
    void shouldBringEverythingToEveryWatcherOnce(@TempDir Path folder) throws IOException {
        StreamSettings settings = new StreamSettings(2, 50, 96, 60, 1, Optional.empty());
        StreamReport report = StreamReport.of(new StreamBench(new SystemSessionClock(), settings), settings);
        StreamFigures figures = report.figures();
        StreamFigures.Losses losses = figures.losses();
        String all = figures.toString();
        assertTrue(losses.events() >= 2, "a decision twice a second to each of two: " + all);
        assertTrue(losses.frames() >= 2 * 2 * 30, "traces and spikes of most of sixty frames to each of two: " + all);
        assertEquals(0, losses.eventsMissing() + losses.eventsTwice() + losses.framesTwice() + losses.cutOff(), all);
        // Telemetry is dropped by the broker after two seconds, for which a busy machine may stand still.
        assertTrue(losses.framesMissing() <= losses.frames() / 4, all);
        for (Percentiles ms : List.of(figures.decision(), figures.newestFrame(), figures.frameWatched())) {
            assertTrue(ms.count() > 0 && ms.p50() > 0 && ms.p50() <= ms.p99() && ms.p99() <= ms.max(), all);
        }
        assertTrue(figures.oldestFrame().p50() > figures.newestFrame().p50(), "it waits for the others: " + all);
        assertTrue(figures.frameAlone().count() >= 30, all);
        assertTrue(figures.load().messagesPerSecond() > 20 && figures.load().megabytesPerSecond() > 0, all);
        assertTrue(figures.processors().controllerWatched() > 0, all);

        StringWriter said = new StringWriter();
        report.print(new PrintWriter(said));
        assertTrue(said.toString().contains("2 watchers for 1 s"), said::toString);
        Path json = folder.resolve("new/stream.json");
        report.write(json);
        assertTrue(Files.readString(json).contains("\"eventsMissing\" : 0"));
    }

    @Test
    void shouldSayWhatIsOutOfRange() {
        String said = String.valueOf(assertThrows(
                        ConfigurationException.class, () -> new StreamSettings(64, 50, 96, 30, 1, Optional.empty()))
                .getMessage());
        assertEquals("--watchers must be 1 to 63, was 64", said);
        assertThrows(ConfigurationException.class, () -> new StreamSettings(2, 5000, 96, 30, 1, Optional.empty()));
        assertThrows(ConfigurationException.class, () -> new StreamSettings(2, 50, 96, 0.5, 1, Optional.empty()));
        StreamSettings nowhere = new StreamSettings(2, 50, 96, 30, 1, Optional.of("localhost"));
        StreamBench bench = new StreamBench(new SystemSessionClock(), nowhere);
        assertTrue(String.valueOf(
                        assertThrows(ConfigurationException.class, bench::run).getMessage())
                .startsWith("--broker: "));
    }
}
