package org.loopscope.acquisition.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExposureClockTest {
    private static final long PERIOD_NS = 33_333_333;

    /** Delays are exponential with a mean of 2 ms, so that one frame in twenty comes within 0.1 ms. */
    @ParameterizedTest
    @ValueSource(doubles = {-50, 0, 50})
    void shouldShedTheDelaysOfTheNetwork(double driftPpm) {
        long seed = 20_260_301;
        SplittableRandom random = new SplittableRandom(seed);
        ExposureClock clock = new ExposureClock();
        long worstNs = 0;
        long sumNs = 0;
        int counted = 0;
        for (int i = 0; i < 9_000; i++) {
            long trueNs = i * PERIOD_NS;
            long deviceNs = 5_000_000_000_000L + Math.round(trueNs * (1 + driftPpm * 1e-6));
            long hostNs = trueNs + Math.round(-2e6 * StrictMath.log(1 - random.nextDouble()));
            long endNs = clock.exposureEndNs(deviceNs, hostNs);
            assertTrue(endNs <= hostNs, "an exposure ends before its frame arrives");
            if (i >= 100) {
                worstNs = Math.max(worstNs, Math.abs(endNs - trueNs));
                sumNs += endNs - trueNs;
                counted++;
            }
        }
        double meanNs = (double) sumNs / counted;
        String figures = "seed " + seed + ", drift " + driftPpm + " ppm: mean " + meanNs + " ns, worst " + worstNs;
        // 100 ppm at 30 Hz is 3.3 us a frame: some twenty frames until the next quick one are 70 us, and it has a
        // delay.
        assertTrue(meanNs >= 0 && meanNs < 200_000, figures);
        assertTrue(worstNs < 1_000_000, figures);
    }

    @Test
    void shouldNotMoveForAFrameThatIsOlderThanTheLast() {
        ExposureClock clock = new ExposureClock();
        assertEquals(1_000, clock.exposureEndNs(500, 1_000));
        assertEquals(900, clock.exposureEndNs(400, 2_000));
        assertEquals(1_100, clock.exposureEndNs(600, 9_000));
    }

    @Test
    void shouldFollowTheTimeOfDayWhenItIsSet() {
        long dayNs = 86_400_000_000_000L;
        ExposureClock clock = new ExposureClock();
        clock.read(1_000, dayNs + 1_500); // 500 ns between the two readings
        clock.read(2_000, dayNs + 2_100);
        clock.read(3_000, dayNs + 3_900);
        assertEquals(2_500 - 100, clock.arrivalNs(dayNs + 2_500));
        clock.read(4_000, 2 * dayNs + 4_100);
        assertEquals(3_900, clock.arrivalNs(2 * dayNs + 4_000), "forwards");
        clock.read(5_000, dayNs + 5_100);
        assertEquals(4_900, clock.arrivalNs(dayNs + 5_000), "and back");
    }
}
