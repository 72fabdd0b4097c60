package org.loopscope.inference.complexness;

import java.util.Arrays;

/**
 * A figure with its interval.
 *
 * @param value from all presentations
 * @param lower 2.5th percentile of the bootstrap samples
 * @param upper 97.5th percentile
 */
public record Estimate(double value, double lower, double upper) {
    private static final double TAIL = 0.025;

    /** @param samples sorted in place */
    static Estimate of(double value, double[] samples) {
        Arrays.sort(samples);
        int below = (int) (TAIL * samples.length);
        return new Estimate(value, samples[below], samples[samples.length - 1 - below]);
    }
}
