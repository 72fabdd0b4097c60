package org.loopscope.inference.complexness;

import java.util.List;

/**
 * The mean responses to pictures that the model never learns from.
 *
 * @param pictures that were shown, in contrast units
 * @param means {@code pictures * neurons}, picture-major
 * @param predictionCorrelation of each neuron's prediction by the encoding model with them
 */
public record HeldOutResponses(List<float[]> pictures, float[] means, double[] predictionCorrelation) {
    /** Standard normal quantile of 0.95. */
    private static final double ONE_SIDED = 1.645;

    private static final int FEWEST = 10;

    public HeldOutResponses {
        pictures = List.copyOf(pictures);
        if (means.length != pictures.size() * predictionCorrelation.length) {
            throw new IllegalArgumentException(
                    "simple and complex cells: " + means.length + " mean responses, not one for"
                            + " each of " + pictures.size() + " held-out pictures and " + predictionCorrelation.length
                            + " neurons");
        }
    }

    int neurons() {
        return predictionCorrelation.length;
    }

    double[] of(int neuron) {
        double[] responses = new double[pictures.size()];
        for (int i = 0; i < responses.length; i++) {
            responses[i] = means[i * neurons() + neuron];
        }
        return responses;
    }

    /**
     * The correlation that so many pictures exceed in one of 20 cells when there is none (Fisher's z); 1 where there are too
     * few to tell.
     */
    double chanceCorrelation() {
        int count = pictures.size();
        return count < FEWEST ? 1 : StrictMath.tanh(ONE_SIDED / Math.sqrt(count - 3));
    }
}
