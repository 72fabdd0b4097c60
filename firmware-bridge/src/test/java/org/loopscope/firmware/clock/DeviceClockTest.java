package org.loopscope.firmware.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.loopscope.firmware.ClockFit;

class DeviceClockTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private static long deviceNs(long sessionNs, double driftPpm, long offsetNs) {
        return sessionNs + offsetNs + Math.round(driftPpm * 1e-6 * sessionNs);
    }

    private static void assertWithin(long toleranceNs, long expectedNs, long actualNs) {
        long errorNs = actualNs - expectedNs;
        assertTrue(Math.abs(errorNs) <= toleranceNs, () -> "off by " + errorNs + " ns");
    }

    @Test
    void shouldGiveRidgeSolutionWhenReadingsLieOnALine() {
        DeviceClock clock = new DeviceClock();
        double slope = 40e-6;
        for (int i = 0; i < 8; i++) {
            // 40 ppm on multiples of 25 ms is a whole number of nanoseconds, so the points are exact.
            long deviceNs = 123_456_789L + i * 25_000_000L;
            clock.addReading(deviceNs, 5_000L + i * 25_000_000L + Math.round(slope * i * 25_000_000L));
        }
        // All but the first of a bucket lie above it before the drift is known, so that only the first is kept.
        assertEquals(0, clock.fit().driftPpm(), 1e-12, "one kept reading says nothing about the rate");
        for (int i = 8; i < 16; i++) {
            clock.addReading(
                    123_456_789L + i * 25_000_000L, 5_000L + i * 25_000_000L + Math.round(slope * i * 25_000_000L));
        }
        // Two kept readings 0.2 s apart: Sxx = 2 * (0.1 s)^2, and the prior adds (0.1 s)^2.
        assertEquals(1 + slope * 2.0 / 3.0, clock.fit().rate(), 1e-12);
        assertEquals(16, clock.fit().samples());
    }

    @Test
    void shouldRecoverTrueLineWhenReadingsAreExactForTenHours() {
        DeviceClock clock = new DeviceClock();
        long offsetNs = 86_400L * SECOND_NS;
        for (long s = 0; s <= 36_000; s++) {
            clock.addReading(deviceNs(s * SECOND_NS, -73.5, offsetNs), s * SECOND_NS);
        }
        long atNs = 36_000L * SECOND_NS + 500_000_000L;
        // 1 ns of rounding in the readings, nothing from ten hours of elapsed time.
        assertWithin(2, atNs, clock.toSessionNs(deviceNs(atNs, -73.5, offsetNs)));
        assertWithin(2, deviceNs(atNs, -73.5, offsetNs), clock.toDeviceNs(atNs));
        ClockFit fit = clock.fit();
        assertEquals(-73.5, fit.driftPpm(), 1e-5);
        double plain = fit.offsetNs() + fit.rate() * deviceNs(atNs, -73.5, offsetNs);
        assertWithin(50, atNs, Math.round(plain));
        assertTrue(fit.residualNs() < 1, () -> "residual " + fit.residualNs());
    }

    @Test
    void shouldShedMostOfTheDelayWhenReadingsComeLate() {
        long seed = 20260801;
        SplittableRandom random = new SplittableRandom(seed);
        DeviceClock clock = new DeviceClock();
        double meanDelayNs = 40_000;
        long worstNs = 0;
        for (int i = 0; i < 4000; i++) {
            long trueNs = i * 50_000_000L;
            long delayNs = Math.round(-meanDelayNs * Math.log(1 - random.nextDouble()));
            clock.addReading(deviceNs(trueNs, 23, 4_000_000_000L), trueNs + delayNs);
            if (i >= 100) {
                long error = clock.toSessionNs(deviceNs(trueNs, 23, 4_000_000_000L)) - trueNs;
                worstNs = Math.max(worstNs, Math.abs(error));
            }
        }
        // A plain line would sit 40 us high; the least of 8 delays sits 5 us high and the line averages its scatter.
        long worst = worstNs;
        assertTrue(worst < 12_000, () -> "seed " + seed + ": worst error " + worst + " ns");
    }

    @Test
    void shouldKeepOrderOfStampsWhenFitJumpsBack() {
        DeviceClock clock = new DeviceClock();
        clock.addReading(0, 500_000);
        long before = clock.stampNs(1_000_000);
        clock.addReading(1_000_001, 1_000_001);
        assertTrue(clock.toSessionNs(1_000_001) < before, "the second reading shows that the first came late");
        assertEquals(before, clock.stampNs(1_000_001));
        assertTrue(clock.stampNs(2_000_000_000L) > before);
    }

    @Test
    void shouldFailWhenDeviceClockRunsBackwardsOrWasNeverRead() {
        DeviceClock clock = new DeviceClock();
        assertThrows(IllegalStateException.class, () -> clock.toSessionNs(0));
        assertEquals(ClockFit.IDENTITY, clock.fit());
        clock.addReading(1_000, 0);
        assertThrows(IllegalStateException.class, () -> clock.addReading(999, 1));
    }

    @Test
    void shouldForgetItsReadingsWhenRestarted() {
        DeviceClock clock = new DeviceClock();
        for (int i = 0; i < 100; i++) {
            clock.addReading(i * 1_000_000L, i * 1_000_000L + 900_000_000L);
        }
        clock.restart();
        clock.addReading(100_000_000L, 100_000_500L);
        assertEquals(110_000_500L, clock.toSessionNs(110_000_000L));
    }
}
