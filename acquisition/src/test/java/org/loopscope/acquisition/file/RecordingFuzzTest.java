package org.loopscope.acquisition.file;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameSource;
import org.loopscope.acquisition.FrameSource.Poll;
import org.loopscope.acquisition.file.movie.Movie;
import org.loopscope.acquisition.file.movie.RecordingOptions;

/** Damaged files: read, or refused in one line; never anything else, and soon. */
@Timeout(120)
class RecordingFuzzTest {
    private static final long SEED = 20_260_501;
    /** Frames that a damaged file may still claim, more than it can hold, with time to spare. */
    private static final int MOST_FRAMES = 20_000;

    /** Of memory for a file of at most 30 KB, its reader's own room included. */
    private static final long MOST_BYTES = 8 << 20;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "imagej_t3z2c2.tif, 800",
        "imagej_contiguous.tif, 500",
        "truncated_series.tif, 500",
        "ome_t2c2z2.ome.tif, 800",
        "deflate8.tif, 500",
        "int16_big_endian.tif, 500",
        "scanimage_c2z2.tif, 800",
        "scanimage_json.tif, 500",
        "plain.h5, 300",
        "two_photon.nwb, 200",
        "avi/gray.avi, 500",
        "avi/mjpeg_gray.avi, 200",
        "avi/ffv1_0_rice_gray.avi, 500",
        "avi/ffv1_1_table_wide_yuv.avi, 500",
        "avi/ffv1_3_rice_yuv.avi, 500",
        "avi/ffv1_3_table_wide_gray.avi, 500"
    })
    void shouldReadOrRefuseWhateverIsWrong(String name, int mutations) throws IOException {
        byte[] whole = Files.readAllBytes(Golden.recording(name));
        Path file = folder.resolve(Path.of(name).getFileName());
        SplittableRandom random = new SplittableRandom(SEED);
        for (int mutation = 0; mutation < mutations; mutation++) {
            Files.write(file, mutated(whole, random));
            String which = name + ", mutation " + mutation + ", seed " + SEED;
            attempt(which, () -> play(file));
            if (name.endsWith(".tif")) {
                attempt(which, () -> follow(file));
            }
        }
    }

    private interface Reading {
        void run() throws IOException;
    }

    private static void attempt(String which, Reading reading) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            reading.run();
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(bytes < MOST_BYTES, which + " took " + bytes + " bytes");
        } catch (IOException | UncheckedIOException e) {
            String message = String.valueOf(e.getMessage());
            assertFalse(message.isBlank() || message.contains("\n"), which + ": " + message);
        } catch (RuntimeException | Error e) {
            fail(which, e);
        }
    }

    private static void play(Path file) throws IOException {
        try (Movie movie = Recordings.openMovie(file, RecordingOptions.none())) {
            Frame frame = new Frame(movie.metadata().widthPx(), movie.metadata().heightPx());
            for (long n = 0; n < Math.min(movie.frames(), 40); n++) {
                movie.read(n, frame);
                movie.exposureEndNs(n);
            }
        }
    }

    private static void follow(Path file) throws IOException {
        RecordingOptions options = RecordingOptions.none().following(1_000_000);
        try (FrameSource source = Recordings.open(file, options)) {
            Frame frame = new Frame(source.format().widthPx(), source.format().heightPx());
            source.startAt(0);
            int frames = 0;
            for (long nowNs = 0; nowNs < 10_000_000; nowNs += 1_000_000) {
                while (source.poll(nowNs, frame) == Poll.FRAME) {
                    frames++;
                    assertTrue(frames < MOST_FRAMES);
                }
            }
        }
    }

    /** Cut short, some bytes changed, a run overwritten, or a word set to an edge of its range. */
    private static byte[] mutated(byte[] whole, SplittableRandom random) {
        byte[] bytes = whole.clone();
        // The places that matter are at the start and at the end of most formats.
        int kind = random.nextInt(4);
        switch (kind) {
            case 0 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            case 1 -> {
                for (int i = 0; i < 1 + random.nextInt(12); i++) {
                    bytes[place(bytes, random)] = (byte) random.nextInt(256);
                }
            }
            case 2 -> {
                int from = place(bytes, random);
                Arrays.fill(
                        bytes, from, Math.min(bytes.length, from + random.nextInt(64)), (byte) random.nextInt(-1, 1));
            }
            default -> {
                int from = place(bytes, random);
                int[] edges = {0, 1, 0x7F, 0x80, 0xFF};
                for (int i = 0; i < 4 && from + i < bytes.length; i++) {
                    bytes[from + i] = (byte) edges[random.nextInt(edges.length)];
                }
            }
        }
        return bytes;
    }

    private static int place(byte[] bytes, SplittableRandom random) {
        return random.nextInt(2) == 0 ? random.nextInt(Math.min(2500, bytes.length)) : random.nextInt(bytes.length);
    }
}
