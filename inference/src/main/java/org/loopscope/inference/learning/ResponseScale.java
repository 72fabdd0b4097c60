package org.loopscope.inference.learning;

import java.util.List;

/**
 * Brings each neuron's responses to a mean near one, as the Poisson loss likes them: fixed once, from the first
 * presentations.
 */
final class ResponseScale {
    /** A neuron quieter than this fraction of the loudest is scaled as if it were this loud. */
    private static final float QUIETEST = 0.02f;

    private final float[] factor;

    private ResponseScale(float[] factor) {
        this.factor = factor;
    }

    static ResponseScale of(List<float[]> responses) {
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
