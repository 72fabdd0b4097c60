package org.loopscope.inference.encoder;

import java.util.ArrayList;
import java.util.List;

/** Presentations, as they were added. */
final class TrainingSet {
    private final List<float[]> images = new ArrayList<>();
    private final List<float[]> responses = new ArrayList<>();

    void add(float[] image, float[] response) {
        images.add(image.clone());
        responses.add(response.clone());
    }

    /** Its oldest presentation becomes the other set's newest. */
    void giveOldestTo(TrainingSet other) {
        other.images.add(images.removeFirst());
        other.responses.add(responses.removeFirst());
    }

    void dropOldest() {
        images.removeFirst();
        responses.removeFirst();
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
