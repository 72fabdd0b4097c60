package org.loopscope.acquisition.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The maximum of a correlation that is known between the lags too: a random sum of waves with a template's spectrum. */
class LagPeakTest {
    private static final int PERIOD_PX = 128;
    private static final int K_MAX = 38;
    private static final long SEED = 5;

    @Test
    void shouldFindMaximumBetweenLagsWhenCorrelationIsBandLimited() {
        double[] power = new double[K_MAX + 1];
        for (int k = 1; k <= K_MAX; k++) {
            double f = (double) k / PERIOD_PX;
            power[k] = f * f / (f * f + 0.01) * StrictMath.exp(-60 * f * f);
        }
        LagPeak peak = new LagPeak(PERIOD_PX, PERIOD_PX);
        peak.spectrum(power, power);
        Random random = new Random(SEED);
        Displacement out = new Displacement();
        double worst = 0;
        for (int trial = 0; trial < 200; trial++) {
            double x = random.nextDouble() - 0.5;
            double y = random.nextDouble() - 0.5;
            double[] sums = new double[LagCorrelation.LAGS];
            for (int lag = 0; lag < sums.length; lag++) {
                sums[lag] = wave(power, lag % 5 - 2 - x) * wave(power, lag / 5 - 2 - y);
            }
            double value = peak.climb(sums, 0, out);
            worst = Math.max(worst, Math.max(Math.abs(out.xPx - x), Math.abs(out.yPx - y)));
            assertEquals(wave(power, 0) * wave(power, 0), value, 0.01 * value);
        }
        System.out.printf("peak between lags: worst error %.4f px, seed %d%n", worst, SEED);
        assertEquals(0, worst, 0.01);
    }

    @Test
    void shouldStayInTheMiddleWhenNothingCorrelates() {
        LagPeak peak = new LagPeak(16, 16);
        peak.spectrum(new double[4], new double[4]);
        Displacement out = new Displacement();
        assertEquals(0, peak.climb(new double[LagCorrelation.LAGS], 0, out));
        assertEquals(0, out.xPx);
        assertEquals(0, out.yPx);
    }

    private static double wave(double[] power, double distancePx) {
        double sum = 0;
        for (int k = 0; k < power.length; k++) {
            sum += power[k] * StrictMath.cos(2 * Math.PI * k * distancePx / PERIOD_PX);
        }
        return sum;
    }
}
