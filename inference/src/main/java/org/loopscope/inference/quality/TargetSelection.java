package org.loopscope.inference.quality;

import java.util.ArrayList;
import java.util.List;

/** Which neurons to make pictures for. */
public final class TargetSelection {
    private TargetSelection() {}

    /**
     * The {@code count} neurons with the highest scores, best first; of equals the lower index first. Fewer when there
     * are fewer neurons.
     */
    public static int[] highest(double[] scores, int count) {
        List<Integer> order = new ArrayList<>(scores.length);
        for (int neuron = 0; neuron < scores.length; neuron++) {
            order.add(neuron);
        }
        order.sort((a, b) -> Double.compare(scores[b], scores[a]));
        int[] highest = new int[Math.min(count, scores.length)];
        for (int i = 0; i < highest.length; i++) {
            highest[i] = order.get(i);
        }
        return highest;
    }

    /**
     * Each neuron's worth as a target: single-trial reliability times responsiveness. Responsiveness is
     * {@code s / (s + median s)}, with {@code s} the neuron's signal standard deviation and the median over all neurons
     * with a signal; it keeps out a cell that hardly answers and looks reliable by chance, and does not let the
     * brightest cells win for their brightness.
     */
    public static double[] reliabilityTimesResponsiveness(List<Reliability> reliability) {
        double median = medianSignal(reliability);
        double[] scores = new double[reliability.size()];
        for (int neuron = 0; neuron < scores.length; neuron++) {
            double signal = Math.sqrt(reliability.get(neuron).signalVariance());
            double responsiveness = signal > 0 ? signal / (signal + median) : 0;
            scores[neuron] = reliability.get(neuron).singleTrial() * responsiveness;
        }
        return scores;
    }

    private static double medianSignal(List<Reliability> reliability) {
        double[] signals = reliability.stream()
                .mapToDouble(r -> Math.sqrt(r.signalVariance()))
                .filter(signal -> signal > 0)
                .sorted()
                .toArray();
        return signals.length == 0 ? 0 : signals[signals.length / 2];
    }
}
