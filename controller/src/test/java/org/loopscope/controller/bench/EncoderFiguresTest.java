package org.loopscope.controller.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.config.ConfigurationException;

class EncoderFiguresTest {
    private static Map<EncoderJob, Times> turn(double ms) {
        Map<EncoderJob, Times> times = new EnumMap<>(EncoderJob.class);
        for (EncoderJob job : EncoderJob.values()) {
            times.put(job, new Times(ms / 2, ms));
        }
        return times;
    }

    @Test
    void shouldTakeTheRatioWithinATurn() {
        // A turn in which the whole machine was ten times slower does not count for or against anyone.
        EncoderFigures figures = new EncoderFigures(
                "2.0", List.of(turn(10), turn(100), turn(12)), List.of(turn(20), turn(210), turn(60)));
        assertEquals(2.1, figures.ratio(EncoderJob.TRAIN_STEP_B256), 1e-9);
        assertEquals(12, figures.ours(EncoderJob.FORWARD_B1).median());
        assertEquals(30, figures.theirs(EncoderJob.FORWARD_B1).least());
    }

    @Test
    void shouldWriteTheRatiosThatAreAskedFor(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("new/encoder.json");
        EncoderReport.write("a device", List.of(new EncoderFigures("2.0", List.of(turn(10)), List.of(turn(15)))), file);
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        for (String job : List.of("train_step_b256", "forward_b1", "mei_64x200")) {
            assertEquals(1.5, json.path("ratio_to_torch").path(job).asDouble(), 1e-9, job);
        }
        assertEquals("2.0", json.path("opponents").path(0).path("torch").asText());
    }

    @Test
    void shouldSayWhatIsMissing(@TempDir Path folder) throws IOException {
        Path nowhere = folder.resolve("none.py");
        assertTrue(said(() -> new TorchBaseline(nowhere, "python3")).contains("no such script"));
        Path script = Files.writeString(folder.resolve("bench.py"), "");
        assertTrue(said(() -> new TorchBaseline(script, "no-such-python")).contains("--python"));
    }

    private static String said(Executable executable) {
        return String.valueOf(
                assertThrows(ConfigurationException.class, executable).getMessage());
    }
}
