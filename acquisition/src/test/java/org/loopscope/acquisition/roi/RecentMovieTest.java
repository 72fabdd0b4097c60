package org.loopscope.acquisition.roi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.Allocation;

class RecentMovieTest {
    private static final int PIXELS = 6;

    @Test
    void shouldHoldTheMeansOfTheLastMinuteInOrder() {
        RecentMovie recent = new RecentMovie(3, 2, 10);
        assertEquals(5, recent.framesPerBin());
        // A minute is 120 bins of half a second; half a bin more is on its way.
        add(recent, 0, 5 * 130 + 2);
        BinnedMovie movie = recent.movie();
        assertEquals(119, movie.size(), "the bin under way has taken the oldest one's place");
        for (int bin = 0; bin < movie.size(); bin++) {
            int first = 5 * (11 + bin);
            assertEquals(first + 2, movie.bin(bin)[0], 1e-3);
            assertEquals(first + 2 + 5000, movie.bin(bin)[5], 1e-2);
        }
        assertEquals(5, movie.framesPerBin());
    }

    @Test
    void shouldForgetWhatWasBeforeWhenItIsStartedAgain() {
        RecentMovie recent = new RecentMovie(3, 2, 10);
        add(recent, 0, 203);
        assertTrue(recent.isLongEnough());
        recent.movie();
        recent.restart();
        assertFalse(recent.isLongEnough());
        assertEquals(0, recent.largestShiftPx());
        add(recent, 1000, 1195);
        assertFalse(recent.isLongEnough(), "39 of 40 bins");
        add(recent, 1195, 1200);
        assertTrue(recent.isLongEnough(), "20 s");
        BinnedMovie movie = recent.movie();
        assertEquals(40, movie.size());
        assertEquals(1002, movie.bin(0)[0], 1e-3);
        assertEquals(1199, recent.largestShiftPx());
    }

    @Test
    void shouldKeepWithinItsMemory() {
        // 96 MiB: 96 bins of 512x512, 24 bins of a second of 1024x1024.
        RecentMovie large = new RecentMovie(512, 512, 30);
        assertEquals(19, large.framesPerBin());
        RecentMovie huge = new RecentMovie(1024, 1024, 30);
        assertEquals(30, huge.framesPerBin());
        float[] pixels = new float[1024 * 1024];
        for (int frame = 0; frame < 30 * 24; frame++) {
            huge.add(pixels, 0);
        }
        assertEquals(24, huge.movie().size());
    }

    @Test
    void shouldAllocateNothingPerFrame() {
        RecentMovie recent = new RecentMovie(64, 64, 10);
        float[] pixels = new float[64 * 64];
        assertEquals(0, Allocation.bytesPerWarmRound(() -> {
            for (int frame = 0; frame < 1000; frame++) {
                recent.add(pixels, 0);
            }
        }));
    }

    private static void add(RecentMovie recent, int from, int to) {
        float[] pixels = new float[PIXELS];
        for (int frame = from; frame < to; frame++) {
            Arrays.fill(pixels, frame);
            pixels[5] += 5000;
            recent.add(pixels, frame);
        }
    }
}
