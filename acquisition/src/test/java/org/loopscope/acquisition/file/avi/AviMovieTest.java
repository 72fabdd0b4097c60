package org.loopscope.acquisition.file.avi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopscope.acquisition.Allocation;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.file.Recordings;
import org.loopscope.acquisition.file.movie.Movie;
import org.loopscope.acquisition.file.movie.RecordingOptions;

class AviMovieTest {
    private static final RecordingOptions NONE = RecordingOptions.none();

    @TempDir
    private Path folder;

    private final Frame frame = new Frame(GoldenAvi.WIDTH, GoldenAvi.HEIGHT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gray",
                "planes",
                "bgr",
                "ffv1_0_rice_gray",
                "ffv1_1_rice_yuv",
                "ffv1_1_range_gray",
                "ffv1_1_table_wide_yuv",
                "ffv1_3_rice_gray",
                "ffv1_3_rice_yuv",
                "ffv1_3_range_yuv",
                "ffv1_3_table_wide_gray"
            })
    void shouldReadEveryPixelInAnyOrder(String name) throws IOException {
        try (Movie movie = Recordings.openMovie(GoldenAvi.file(name + ".avi"), NONE)) {
            assertEquals(GoldenAvi.FRAMES, movie.frames());
            assertEquals(20, movie.metadata().rateHz(), 1e-6);
            // Forwards, then back into the middle of a group that begins with a key frame.
            for (int number : new int[] {0, 1, 2, 3, 4, 5, 2, 1, 1, 5, 0}) {
                movie.read(number, frame);
                assertEquals(number, frame.index);
                assertArrayEquals(GoldenAvi.image(number), frame.pixels, name + ", image " + number);
            }
        }
    }

    /** JPEG loses something: ffmpeg's own decoder is off by 9 counts at most, too. */
    @ParameterizedTest
    @ValueSource(strings = {"mjpeg", "mjpeg_gray"})
    void shouldReadTheLumaOfMotionJpeg(String name) throws IOException {
        try (Movie movie = Recordings.openMovie(GoldenAvi.file(name + ".avi"), NONE)) {
            for (int number = 0; number < GoldenAvi.FRAMES; number++) {
                movie.read(number, frame);
                short[] expected = GoldenAvi.image(number);
                double sum = 0;
                for (int i = 0; i < expected.length; i++) {
                    assertEquals(expected[i], frame.pixels[i], 10, name + ", image " + number);
                    sum += Math.abs(expected[i] - frame.pixels[i]);
                }
                assertTrue(sum / expected.length < 1.5, "mean error " + sum / expected.length);
            }
        }
    }

    @Test
    void shouldReadWhatIsWholeOfAFileThatWasCutOff() throws IOException {
        byte[] whole = Files.readAllBytes(GoldenAvi.file("ffv1_3_rice_gray.avi"));
        // No index at the end, and part of the last frame is missing.
        Path file = Files.write(folder.resolve("cut.avi"), Arrays.copyOf(whole, whole.length - 400));
        try (Movie movie = Recordings.openMovie(file, NONE)) {
            assertEquals(GoldenAvi.FRAMES - 1, movie.frames());
            assertTrue(String.join("\n", movie.metadata().report()).contains("the file was cut off"));
            movie.read(4, frame);
            assertArrayEquals(GoldenAvi.image(4), frame.pixels);
        }
    }

    @Test
    void shouldAllocateNothingPerFrame() throws IOException {
        for (String name : new String[] {"gray.avi", "ffv1_3_rice_gray.avi", "ffv1_3_table_wide_gray.avi"}) {
            try (Movie movie = Recordings.openMovie(GoldenAvi.file(name), NONE)) {
                long bytes = Allocation.bytesPerWarmRound(() -> {
                    try {
                        for (int number = 0; number < GoldenAvi.FRAMES; number++) {
                            movie.read(number, frame);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
                assertEquals(0, bytes, name);
            }
        }
    }

    @Test
    void shouldSayInOneLineWhatCannotBeRead() throws IOException {
        assertRefused(
                GoldenAvi.file("unsupported.avi"), "the codec HFYU is not supported; convert it without loss: ffmpeg");
        byte[] bytes = Files.readAllBytes(GoldenAvi.file("ffv1_3_rice_gray.avi"));
        assertRefused(Files.write(folder.resolve("head.avi"), Arrays.copyOf(bytes, 100)), "no video stream");
        assertRefused(GoldenAvi.file("gray.avi"), NONE.following(1), "is read when it is complete");
        assertRefused(GoldenAvi.file("gray.avi"), NONE.withSize(10, 10), "its frames are 44x36 pixels");
        bytes[bytes.length - 400] ^= 1;
        Path damaged = Files.write(folder.resolve("damaged.avi"), bytes);
        try (Movie movie = Recordings.openMovie(damaged, NONE)) {
            IOException refused = assertThrows(IOException.class, () -> movie.read(5, frame));
            assertEquals(damaged + ": frame 5: damaged FFV1 data: a slice's checksum is wrong", refused.getMessage());
            movie.read(4, frame);
            assertArrayEquals(GoldenAvi.image(4), frame.pixels);
        }
    }

    private static void assertRefused(Path file, String why) {
        assertRefused(file, NONE, why);
    }

    private static void assertRefused(Path file, RecordingOptions options, String why) {
        IOException refused = assertThrows(
                IOException.class, () -> Recordings.open(file, options).close());
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith(file + ": ") && message.contains(why) && !message.contains("\n"), message);
    }
}
