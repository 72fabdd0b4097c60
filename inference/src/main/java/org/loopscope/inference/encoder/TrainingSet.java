package org.loopscope.inference.encoder;

import java.util.ArrayList;
import java.util.List;

/** The presentations so far, as they were added. */
final class TrainingSet {
    private final List<float[]> images = new ArrayList<>();
    private final List<float[]> responses = new ArrayList<>();

    void add(float[] image, float[] response) {
        images.add(image.clone());
        responses.add(response.clone());
    }

    int size() {
        return images.size();
    }

    float[] image(int index) {
        return images.get(index);
    }

    float[] response(int index) {
        return responses.get(index);
    }

    /** Mean response of one neuron. */
    float meanResponse(int neuron) {
        double sum = 0;
        for (float[] response : responses) {
            sum += response[neuron];
        }
        return (float) (sum / responses.size());
    }
}
