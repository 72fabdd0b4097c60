package org.loopscope.inference.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.encoder.EncodingModel;
import org.loopscope.inference.synthesis.AscentSettings;

class TrainingResponsesTest {
    private static final int SCALE_FROM = 4;

    private final Recorder model = new Recorder();

    @Test
    void shouldHoldBackTheFirstUntilTheirScaleIsKnown() {
        TrainingResponses responses = new TrainingResponses(model, settings(false));
        for (int i = 0; i < SCALE_FROM - 1; i++) {
            responses.add(picture(i), new float[] {i});
        }
        assertFalse(responses.ready());
        assertEquals(0, responses.presentations());
        assertThrows(IllegalStateException.class, responses::scale);

        responses.add(picture(3), new float[] {3});

        assertTrue(responses.ready());
        assertEquals(SCALE_FROM, model.responses.size());
        assertArrayEquals(new float[] {2}, model.responses.get(3), 1e-6f, "mean of 0, 1, 2, 3 is 1.5");
    }

    @Test
    void shouldPairEachResponseWithItsOwnPicture() {
        TrainingResponses responses = new TrainingResponses(model, settings(false));
        for (int i = 0; i < 10; i++) {
            responses.add(picture(i), new float[] {i});
        }
        for (int i = 0; i < 10; i++) {
            assertEquals(i, model.images.get(i)[0]);
        }
    }

    @Test
    void shouldPairNoResponseWithItsOwnPictureInTheShuffledControl() {
        TrainingResponses responses = new TrainingResponses(model, settings(true));
        for (int i = 0; i < 200; i++) {
            responses.add(picture(i), new float[] {i});
        }
        for (int i = 0; i < 200; i++) {
            assertNotEquals(i, model.images.get(i)[0], "presentation " + i);
        }
    }

    private static LearnerSettings settings(boolean shuffle) {
        return new LearnerSettings(ResponseScaling.PER_NEURON, SCALE_FROM, shuffle, 5, AscentSettings.defaults());
    }

    private static float[] picture(int index) {
        return new float[] {index};
    }

    /** Keeps what it is given; that is all these tests look at. */
    private static final class Recorder implements EncodingModel {
        final List<float[]> images = new ArrayList<>();
        final List<float[]> responses = new ArrayList<>();

        @Override
        public void add(float[] image, float[] response) {
            images.add(image);
            responses.add(response);
        }

        @Override
        public int presentations() {
            return images.size();
        }

        @Override
        public int neurons() {
            return 1;
        }

        @Override
        public int imageSizePx() {
            return 1;
        }

        @Override
        public float train(int steps, float learningRate) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void predict(float[] pictures, int count, float[] rates) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void inputGradient(float[] pictures, int count, float[] weights, float[] rates, float[] gradient) {
            throw new UnsupportedOperationException();
        }

        @Override
        public float[] parameters() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void restore(float[] parameters) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String device() {
            return "none";
        }

        @Override
        public void close() {}
    }
}
