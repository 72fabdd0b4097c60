package org.loopscope.acquisition.activity;

import java.util.Arrays;
import java.util.List;
import org.loopscope.acquisition.TraceStatistics;

/** Pearson's correlation of two traces, both smoothed by a Gaussian (four standard deviations, mirrored at the ends). */
final class SmoothedCorrelation {
    private SmoothedCorrelation() {}

    /** Of one neuron: its recordings are smoothed each and then taken as one trace. */
    static double of(List<double[]> inferred, List<double[]> spikes, double sigmaFrames) {
        return TraceStatistics.correlation(joined(inferred, sigmaFrames), joined(spikes, sigmaFrames));
    }

    private static double[] joined(List<double[]> traces, double sigmaFrames) {
        return traces.stream()
                .flatMapToDouble(trace -> Arrays.stream(smoothed(trace, sigmaFrames)))
                .toArray();
    }

    static double[] smoothed(double[] trace, double sigmaFrames) {
        int reach = (int) (4 * sigmaFrames + 0.5);
        double[] weight = new double[reach + 1];
        for (int k = 0; k <= reach; k++) {
            weight[k] = StrictMath.exp(-k * k / (2 * sigmaFrames * sigmaFrames));
        }
        double[] smoothed = new double[trace.length];
        for (int at = 0; at < trace.length; at++) {
            double weights = 0;
            for (int k = -reach; k <= reach; k++) {
                int from = Math.floorMod(at + k, 2 * trace.length);
                smoothed[at] += weight[Math.abs(k)] * trace[from < trace.length ? from : 2 * trace.length - 1 - from];
                weights += weight[Math.abs(k)];
            }
            smoothed[at] /= weights;
        }
        return smoothed;
    }
}
