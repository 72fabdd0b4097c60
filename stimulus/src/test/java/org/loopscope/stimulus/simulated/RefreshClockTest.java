package org.loopscope.stimulus.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RefreshClockTest {
    private static final long SEED = 3;

    @Test
    void shouldBeTheFirstNotBeforeWhenAskedForAnyTime() {
        RefreshClock clock = new RefreshClock(1e9 / 59.94, 3_100_000);
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            long t = random.nextLong(0, 3_600_000_000_000L);
            long n = clock.atOrAfter(t);
            assertTrue(clock.flipNs(n) >= t && clock.flipNs(n - 1) < t, "seed " + SEED + " at " + t);
        }
    }

    @Test
    void shouldBeThatRefreshWhenAskedForItsOwnTime() {
        RefreshClock clock = new RefreshClock(1e9 / 60, 0);
        assertEquals(500_000_000, clock.flipNs(30));
        assertEquals(30, clock.atOrAfter(500_000_000));
        assertEquals(31, clock.atOrAfter(500_000_001));
    }
}
