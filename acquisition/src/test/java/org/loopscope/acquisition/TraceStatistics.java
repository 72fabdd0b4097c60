package org.loopscope.acquisition;

import java.util.Arrays;

/** What tests measure traces by. */
public final class TraceStatistics {
    /** From the median of absolute values to the standard deviation, for normally distributed ones. */
    private static final double SD_PER_MEDIAN = 1.4826;

    private TraceStatistics() {}

    /** Pearson's; 0 where one of them does not change. */
    public static double correlation(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElseThrow();
        double meanB = Arrays.stream(b).average().orElseThrow();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
    }

    /** Height of the largest transients over the noise from frame to frame. */
    public static double snr(double[] trace) {
        double[] steps = new double[trace.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Math.abs(trace[i + 1] - trace[i]);
        }
        Arrays.sort(steps);
        double[] sorted = trace.clone();
        Arrays.sort(sorted);
        double noise = SD_PER_MEDIAN * steps[steps.length / 2] / Math.sqrt(2);
        return (sorted[(int) (0.99 * sorted.length)] - sorted[sorted.length / 2]) / noise;
    }
}
