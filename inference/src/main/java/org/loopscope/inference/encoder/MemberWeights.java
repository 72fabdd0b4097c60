package org.loopscope.inference.encoder;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * How much each member of an ensemble counts, the same for all neurons: what a weight for each neuron would gain is less
 * than what it would lose by following the noise of few presentations. Searched for on a grid, one member after the other
 * against the rest of them, for the highest mean correlation with presentations that no member was trained on (stacking,
 * Wolpert 1992).
 */
final class MemberWeights {
    private static final int GRID = 20;
    private static final int SWEEPS = 3;
    /** Less is rounding. */
    private static final double LEAST_GAIN = 1e-6;

    private final float[][] predicted;
    private final ToDoubleFunction<float[]> merit;

    /**
     * @param predicted rates by each member, all as many
     * @param merit of mixed rates, which is to be high
     */
    MemberWeights(float[][] predicted, ToDoubleFunction<float[]> merit) {
        this.predicted = predicted;
        this.merit = merit;
    }

    static float[] equal(int members) {
        float[] weights = new float[members];
        Arrays.fill(weights, 1f / members);
        return weights;
    }

    /** One for each member; none below 0, their sum 1. */
    float[] best() {
        float[] best = equal(predicted.length);
        double highest = merit(best);
        // The share of one of two is that of the other too.
        int searched = predicted.length == 2 ? 1 : predicted.length;
        for (int sweep = 0; sweep < (searched == 1 ? 1 : SWEEPS); sweep++) {
            for (int member = 0; member < searched; member++) {
                float[] from = best;
                for (int step = 0; step <= GRID; step++) {
                    float[] weights = withShare(from, member, (float) step / GRID);
                    double merit = merit(weights);
                    if (merit > highest + LEAST_GAIN) {
                        highest = merit;
                        best = weights;
                    }
                }
            }
        }
        return best;
    }

    /** The others keep their proportions, or share equally where none of them counted. */
    private static float[] withShare(float[] weights, int member, float share) {
        float others = 1 - weights[member];
        float[] changed = new float[weights.length];
        for (int m = 0; m < weights.length; m++) {
            float ofOthers = others > 0 ? weights[m] / others : 1f / (weights.length - 1);
            changed[m] = m == member ? share : (1 - share) * ofOthers;
        }
        return changed;
    }

    private double merit(float[] weights) {
        float[] mixed = new float[predicted[0].length];
        for (int m = 0; m < weights.length; m++) {
            addTimes(weights[m], predicted[m], mixed);
        }
        return merit.applyAsDouble(mixed);
    }

    /** {@code to += weight * ofMember} over all of {@code ofMember}. */
    static void addTimes(float weight, float[] ofMember, float[] to) {
        for (int i = 0; i < ofMember.length; i++) {
            to[i] += weight * ofMember[i];
        }
    }
}
