package org.loopscope.controller.modelfile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.inference.encoder.NamedWeights;

class ModelFileTest {
    @TempDir
    Path folder;

    private static ModelFile model() {
        return new ModelFile(
                new ModelOrigin("monday", 1000, "Loopscope 1", "32x32 px", "convolutional", "gaussian"),
                List.of(
                        new NamedWeights("core.0.shift", List.of(3), new float[] {1, -0f, Float.MIN_VALUE}),
                        new NamedWeights("readout.spatial", List.of(2, 2), new float[] {0.25f, 3, 4, 5e30f})));
    }

    @Test
    void shouldReadWhatItWrote() throws IOException {
        Path file = folder.resolve("new/model.safetensors");
        model().write(file);
        ModelFile read = ModelFile.read(file);
        assertEquals(model().origin(), read.origin());
        for (int i = 0; i < 2; i++) {
            NamedWeights written = model().weights().get(i);
            assertEquals(written.name(), read.weights().get(i).name());
            assertEquals(written.shape(), read.weights().get(i).shape());
            assertArrayEquals(written.values(), read.weights().get(i).values());
        }
        assertEquals(0, (Files.size(file) - 7 * Float.BYTES) % 8, "the arrays begin at a multiple of 8 bytes");
    }

    /** No changed byte and no cut may go unnoticed, or do anything but give one line that names the file. */
    @Test
    void shouldNoticeEveryChangedByteAndEveryCut() throws IOException {
        Path file = folder.resolve("model.safetensors");
        model().write(file);
        byte[] whole = Files.readAllBytes(file);
        long seed = 5;
        Random random = new Random(seed);
        int unnoticed = 0;
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (1 + random.nextInt(255));
            unnoticed += read(damaged) ? 1 : 0;
            assertFalse(read(Arrays.copyOf(whole, at)), "cut to " + at + " bytes");
        }
        // Only what is said of the file's origin, or a blank, may change without being noticed.
        String origin =
                "core: convolutional, readout: gaussian, picture_size: 32x32 px, presentations: 1000, session: monday, software: Loopscope 1,        ";
        assertTrue(unnoticed <= origin.length(), unnoticed + " unnoticed, seed " + seed);
        int data = whole.length - 7 * Float.BYTES;
        for (int at = data; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            assertFalse(read(damaged), "number at " + at);
        }
    }

    private boolean read(byte[] bytes) throws IOException {
        Path file = folder.resolve("damaged.safetensors");
        Files.write(file, bytes);
        try {
            ModelFile.read(file);
            return true;
        } catch (IOException e) {
            String line = String.valueOf(e.getMessage());
            assertTrue(line.startsWith(file.toString()) && !line.contains("\n"), line);
            return false;
        }
    }

    @Test
    void shouldSayWhatToDoWhereThereIsNone() {
        IOException e = assertThrows(IOException.class, () -> ModelFile.read(folder.resolve("none.safetensors")));
        assertTrue(String.valueOf(e.getMessage()).contains("./loopscope model SESSION_DIR"), e.getMessage());
    }
}
