package org.loopscope.acquisition.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class BrightnessTrendTest {
    private static final double OFFSET = 100;
    private static final double RATE_HZ = 10;

    /** Calibrated on light of 200 counts, with some dark and some bright frames among them. */
    private static BrightnessTrend calibrated(int dark, int bright) {
        BrightnessTrend trend = new BrightnessTrend(OFFSET, 0.25, RATE_HZ, 101);
        for (int i = 0; i < 101; i++) {
            assertFalse(trend.dark(i < dark ? 100 : i < dark + bright ? 900 : 300));
            assertTrue(Float.isNaN(trend.left()));
        }
        assertEquals(dark, trend.calibrated());
        assertEquals(1f, trend.left());
        return trend;
    }

    @Test
    void shouldFollowAnExponentialDecayWithItsLag() {
        BrightnessTrend trend = calibrated(0, 0);
        double tauS = 600;
        int frames = 6000;
        for (int i = 1; i <= frames; i++) {
            assertFalse(trend.dark((float) (OFFSET + 200 * Math.exp(-i / RATE_HZ / tauS))));
        }
        // A running mean of 10 s follows exp(-t/tau) at tau / (tau - 10 s) times its value.
        double expected = Math.exp(-frames / RATE_HZ / tauS) * tauS / (tauS - 10);
        assertEquals(expected, trend.left(), 1e-3);
    }

    @Test
    void shouldCallAFrameDarkBelowItsShareOfTheLatestLight() {
        BrightnessTrend trend = calibrated(30, 20);
        assertFalse(trend.dark((float) (OFFSET + 51)));
        BrightnessTrend again = calibrated(30, 20);
        for (int i = 0; i < 1000; i++) {
            assertTrue(again.dark((float) (OFFSET + 49)), "and it stays so, however long the dark lasts");
        }
        assertEquals(1f, again.left(), "dark frames do not count as bleached");
    }

    @Test
    void shouldNotCallASlowlyBleachedFieldDark() {
        BrightnessTrend trend = calibrated(0, 0);
        for (int i = 1; i <= 20_000; i++) {
            assertFalse(trend.dark((float) (OFFSET + 200 * Math.exp(-i / 5000.0))), "frame " + i);
        }
        assertTrue(trend.left() < 0.05);
    }

    @Test
    void shouldKnowNothingWhereTheOffsetIsAboveTheLight() {
        BrightnessTrend trend = new BrightnessTrend(1000, 0.25, RATE_HZ, 3);
        trend.dark(500);
        trend.calibrated();
        assertFalse(trend.dark(0));
        assertTrue(Float.isNaN(trend.left()));
    }
}
