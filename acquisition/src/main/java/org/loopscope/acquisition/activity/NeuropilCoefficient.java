package org.loopscope.acquisition.activity;

import java.util.Arrays;

/**
 * Estimates from the calibration which share of the surround's light shines through the cells: the slope of a cell's
 * light on its surround's while the cell is silent, median over cells. Silent is what is left after the frames that lie
 * clearly above the line have been taken out, several times over; those hold the cell's own events. Too few cells or
 * too even a surround tell nothing.
 */
public final class NeuropilCoefficient {
    private static final int LEAST_BLOCKS = 20;
    private static final int LEAST_CELLS = 5;
    private static final int ROUNDS = 6;
    /** Frames this many robust standard deviations above the line hold events. */
    private static final double EVENT_SD = 1.5;

    private static final double SD_PER_MAD = 1.4826;

    private NeuropilCoefficient() {}

    /**
     * @param fluorescence {@code [block][cell]}, raw units
     * @param neuropil of the same shape
     * @param otherwise the answer where the calibration tells nothing
     * @return 0 to 1
     */
    public static double estimate(float[][] fluorescence, float[][] neuropil, double otherwise) {
        if (fluorescence.length < LEAST_BLOCKS || fluorescence[0].length < LEAST_CELLS) {
            return otherwise;
        }
        int cells = fluorescence[0].length;
        double[] slopes = new double[cells];
        int known = 0;
        double[] light = new double[fluorescence.length];
        double[] surround = new double[fluorescence.length];
        for (int cell = 0; cell < cells; cell++) {
            for (int block = 0; block < light.length; block++) {
                light[block] = fluorescence[block][cell];
                surround[block] = neuropil[block][cell];
            }
            double slope = silentSlope(light, surround);
            if (Double.isFinite(slope)) {
                slopes[known++] = slope;
            }
        }
        if (known < LEAST_CELLS) {
            return otherwise;
        }
        double[] sorted = Arrays.copyOf(slopes, known);
        Arrays.sort(sorted);
        return Math.clamp(sorted[known / 2], 0.0, 1.0);
    }

    /** NaN where the surround does not vary. */
    private static double silentSlope(double[] light, double[] surround) {
        boolean[] silent = new boolean[light.length];
        Arrays.fill(silent, true);
        double slope = Double.NaN;
        for (int round = 0; round < ROUNDS; round++) {
            double[] line = line(light, surround, silent);
            slope = line[1];
            if (!Double.isFinite(slope)) {
                return Double.NaN;
            }
            double[] residuals = new double[light.length];
            for (int i = 0; i < light.length; i++) {
                residuals[i] = light[i] - line[0] - slope * surround[i];
            }
            double limit = EVENT_SD * sd(residuals, silent);
            for (int i = 0; i < light.length; i++) {
                silent[i] = residuals[i] <= limit;
            }
        }
        return slope;
    }

    /** Intercept and slope of the least-squares line through the silent blocks. */
    private static double[] line(double[] light, double[] surround, boolean[] silent) {
        double n = 0;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < light.length; i++) {
            if (silent[i]) {
                n++;
                meanX += (surround[i] - meanX) / n;
                meanY += (light[i] - meanY) / n;
            }
        }
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < light.length; i++) {
            if (silent[i]) {
                xx += (surround[i] - meanX) * (surround[i] - meanX);
                xy += (surround[i] - meanX) * (light[i] - meanY);
            }
        }
        double slope = xx > 0 ? xy / xx : Double.NaN;
        return new double[] {meanY - slope * meanX, slope};
    }

    /** From the median absolute deviation of the silent blocks. */
    private static double sd(double[] residuals, boolean[] silent) {
        double[] sizes = new double[residuals.length];
        int n = 0;
        for (int i = 0; i < residuals.length; i++) {
            if (silent[i]) {
                sizes[n++] = Math.abs(residuals[i]);
            }
        }
        Arrays.sort(sizes, 0, n);
        return SD_PER_MAD * sizes[n / 2];
    }
}
