package org.loopscope.inference.learning;

import java.util.Arrays;
import java.util.List;

/**
 * Between the unit of the responses and the one that the model learns in. Fixed once, from the first presentations, so
 * that what was learnt before keeps its meaning.
 */
final class ResponseScale {
    /** A neuron quieter than this fraction of the loudest is scaled as if it were this loud. */
    private static final float QUIETEST = 0.02f;

    private final float[] factor;

    private ResponseScale(float[] factor) {
        this.factor = factor;
    }

    static ResponseScale of(ResponseScaling scaling, List<float[]> responses) {
        return switch (scaling) {
            case PER_NEURON -> perNeuron(responses);
            case NONE -> none(responses.getFirst().length);
        };
    }

    private static ResponseScale none(int neurons) {
        float[] factor = new float[neurons];
        Arrays.fill(factor, 1);
        return new ResponseScale(factor);
    }

    /** Brings each neuron's responses to a mean near one. */
    private static ResponseScale perNeuron(List<float[]> responses) {
        float[] mean = new float[responses.getFirst().length];
        for (float[] response : responses) {
            for (int n = 0; n < mean.length; n++) {
                mean[n] += response[n] / responses.size();
            }
        }
        float loudest = 1e-6f;
        for (float m : mean) {
            loudest = Math.max(loudest, m);
        }
        float[] factor = new float[mean.length];
        for (int n = 0; n < mean.length; n++) {
            factor[n] = 1 / Math.max(mean[n], QUIETEST * loudest);
        }
        return new ResponseScale(factor);
    }

    float[] scaled(float[] response) {
        float[] scaled = new float[response.length];
        for (int n = 0; n < scaled.length; n++) {
            scaled[n] = response[n] * factor[n];
        }
        return scaled;
    }

    float restored(float rate, int neuron) {
        return rate / factor[neuron];
    }
}
