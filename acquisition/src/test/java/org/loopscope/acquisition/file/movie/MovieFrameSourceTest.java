package org.loopscope.acquisition.file.movie;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameSource;
import org.loopscope.acquisition.file.tiff.TiffMovieWriter;
import org.loopscope.acquisition.file.tiff.TiffRecording;

class MovieFrameSourceTest {
    private static final int SIDE = 16;
    private static final long START_NS = 5_000_000_000L;
    private static final long PERIOD_NS = 100_000_000L;

    @TempDir
    private Path folder;

    @Test
    void shouldGiveEachPageWhenItsExposureHasEnded() throws IOException {
        Frame frame = new Frame(SIDE, SIDE);
        try (FrameSource source = source()) {
            source.startAt(START_NS);
            for (int page = 0; page < 3; page++) {
                long endNs = START_NS + (page + 1) * PERIOD_NS;
                assertEquals(endNs, source.nextExposureEndNs());
                assertEquals(FrameSource.Poll.NOT_YET, source.poll(endNs - 1, frame));
                assertEquals(FrameSource.Poll.FRAME, source.poll(endNs, frame));
                assertEquals(page, frame.index);
                assertEquals(endNs, frame.exposureEndNs);
                assertArrayEquals(page(page), frame.pixels);
            }
            assertEquals(FrameSource.Poll.ENDED, source.poll(Long.MAX_VALUE, frame));
        }
    }

    @Test
    void shouldLoseNoPageWhenPolledLate() throws IOException {
        Frame frame = new Frame(SIDE, SIDE);
        try (FrameSource source = source()) {
            source.startAt(START_NS);
            for (int page = 0; page < 3; page++) {
                assertEquals(FrameSource.Poll.FRAME, source.poll(START_NS + 10 * PERIOD_NS, frame));
                assertEquals(page, frame.index);
            }
        }
    }

    private FrameSource source() throws IOException {
        Path path = folder.resolve("movie.tif");
        try (TiffMovieWriter writer = new TiffMovieWriter(path, SIDE, SIDE)) {
            for (int page = 0; page < 3; page++) {
                writer.write(page(page));
            }
        }
        return new MovieFrameSource(
                TiffRecording.open(path, RecordingOptions.none().withRate(10)));
    }

    private static short[] page(int number) {
        short[] pixels = new short[SIDE * SIDE];
        Arrays.fill(pixels, (short) (1000 * number + 7));
        return pixels;
    }
}
