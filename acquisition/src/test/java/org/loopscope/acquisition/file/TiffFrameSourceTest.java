package org.loopscope.acquisition.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameSource;

class TiffFrameSourceTest {
    private static final int SIDE = 16;
    private static final long START_NS = 5_000_000_000L;
    private static final long PERIOD_NS = 100_000_000L;

    @TempDir
    private Path folder;

    @Test
    void shouldGiveEachPageWhenItsExposureHasEnded() throws IOException {
        Frame frame = new Frame(SIDE, SIDE);
        try (FrameSource source = source(1)) {
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
        try (FrameSource source = source(1)) {
            source.startAt(START_NS);
            for (int page = 0; page < 3; page++) {
                assertEquals(FrameSource.Poll.FRAME, source.poll(START_NS + 10 * PERIOD_NS, frame));
                assertEquals(page, frame.index);
            }
        }
    }

    @Test
    void shouldKeepCountingWhenMovieIsLooped() throws IOException {
        Frame frame = new Frame(SIDE, SIDE);
        try (FrameSource source = source(2)) {
            source.startAt(0);
            for (int i = 0; i < 6; i++) {
                assertEquals(FrameSource.Poll.FRAME, source.poll(Long.MAX_VALUE, frame));
                assertEquals(i, frame.index);
                assertArrayEquals(page(i % 3), frame.pixels);
            }
            assertEquals(FrameSource.Poll.ENDED, source.poll(Long.MAX_VALUE, frame));
        }
    }

    @Test
    void shouldRefuseWhenMovieIsPlayedNever() throws IOException {
        try (TiffMovie movie = movie()) {
            assertThrows(IllegalArgumentException.class, () -> new TiffFrameSource(movie, 10, 0));
        }
    }

    private FrameSource source(int loops) throws IOException {
        return new TiffFrameSource(movie(), 10, loops);
    }

    private TiffMovie movie() throws IOException {
        Path path = folder.resolve("movie.tif");
        Files.write(path, new TiffWriter().write(List.of(page(0), page(1), page(2)), SIDE));
        return TiffMovie.open(path);
    }

    private static short[] page(int number) {
        short[] pixels = new short[SIDE * SIDE];
        Arrays.fill(pixels, (short) (1000 * number + 7));
        return pixels;
    }
}
