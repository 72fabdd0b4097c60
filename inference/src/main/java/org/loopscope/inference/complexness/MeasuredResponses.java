package org.loopscope.inference.complexness;

import java.util.ArrayList;
import java.util.List;

/**
 * The single presentations that cells are judged by, as they come. One thread; pictures and responses are kept, not copied,
 * and must not change.
 */
public final class MeasuredResponses {
    private final List<float[]> pictures = new ArrayList<>();
    private final List<float[]> responses = new ArrayList<>();

    /**
     * Adds one presentation.
     *
     * @param picture in contrast units
     * @param rates one for each neuron
     */
    public void add(float[] picture, float[] rates) {
        pictures.add(picture);
        responses.add(rates);
    }

    /** How many presentations there are. */
    public int presentations() {
        return pictures.size();
    }

    List<float[]> pictures() {
        return pictures;
    }

    double[] of(int neuron) {
        return responses.stream().mapToDouble(rates -> rates[neuron]).toArray();
    }
}
