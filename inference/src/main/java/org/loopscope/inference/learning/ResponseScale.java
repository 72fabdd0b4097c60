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
    private final float[] mean;

    private ResponseScale(float[] factor, float[] mean) {
        this.factor = factor;
        this.mean = mean;
    }

    static ResponseScale of(ResponseScaling scaling, List<float[]> responses) {
        float[] mean = new float[responses.getFirst().length];
        for (float[] response : responses) {
            for (int n = 0; n < mean.length; n++) {
                mean[n] += response[n] / responses.size();
            }
        }
        return switch (scaling) {
            case PER_NEURON -> perNeuron(mean);
            case NONE -> none(mean);
        };
    }

    private static ResponseScale none(float[] mean) {
        float[] factor = new float[mean.length];
        Arrays.fill(factor, 1);
        return new ResponseScale(factor, mean);
    }

    /** Brings each neuron's responses to a mean near one. */
    private static ResponseScale perNeuron(float[] mean) {
        float loudest = 1e-6f;
        for (float m : mean) {
            loudest = Math.max(loudest, m);
        }
        float[] factor = new float[mean.length];
        for (int n = 0; n < mean.length; n++) {
            factor[n] = 1 / Math.max(mean[n], QUIETEST * loudest);
        }
        return new ResponseScale(factor, mean);
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

    /** So many times a neuron's mean over the first presentations, in the model's unit. */
    float timesMean(double level, int neuron) {
        return (float) (level * mean[neuron] * factor[neuron]);
    }
}
