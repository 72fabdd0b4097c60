package org.loopscope.inference.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.architecture.GaborBank;
import org.loopscope.inference.tensor.JavaBackend;
import org.loopscope.stimulus.PictureSize;

class RidgeModelTest {
    static final PictureSize SIZE = new PictureSize(15, 11);
    static final int NEURONS = 5;
    static final long SEED = 3;

    /** Fitted to 60 presentations. */
    static RidgeModel trained() {
        return trained(SEED);
    }

    static RidgeModel trained(long seed) {
        RidgeModel model = new RidgeModel(
                new RidgeModel.Settings(
                        SIZE, NEURONS, new GaborBank(List.of(3.0, 5.0)), true, new PictureScale(0.1f, 0.4f)),
                new JavaBackend());
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            model.add(picture(random), responses(random));
        }
        while (!Float.isNaN(model.train(1000, 0))) {
            // Until there is nothing more to do.
        }
        return model;
    }

    static float[] picture(Random random) {
        float[] picture = new float[SIZE.pixels()];
        for (int p = 0; p < picture.length; p++) {
            picture[p] = (float) (0.1 + 0.4 * random.nextGaussian());
        }
        return picture;
    }

    static float[] responses(Random random) {
        float[] responses = new float[NEURONS];
        for (int n = 0; n < NEURONS; n++) {
            responses[n] = (float) Math.abs(random.nextGaussian());
        }
        return responses;
    }

    /** Central differences of the rates where they are above 0; float features limit the step, and so the tolerance. */
    @Test
    void shouldAgreeWithFiniteDifferencesWhenAskedForTheInputGradient() {
        try (RidgeModel model = trained()) {
            float[] image = picture(new Random(77));
            for (int n = 0; n < NEURONS; n++) {
                float[] weights = new float[NEURONS];
                weights[n] = 1;
                float[] rates = new float[NEURONS];
                float[] gradient = new float[SIZE.pixels()];
                model.inputGradient(image, 1, weights, rates, gradient);
                float[] predicted = new float[NEURONS];
                model.predict(image, 1, predicted);
                assertArrayEquals(predicted, rates);
                assertTrue(rates[n] > 0.05, "the test needs a rate above 0, seed " + SEED);
                double largest = 0;
                for (float g : gradient) {
                    largest = Math.max(largest, Math.abs(g));
                }
                for (int p = 0; p < SIZE.pixels(); p += 4) {
                    double step = 2e-2;
                    double difference = (rate(model, image, p, step, n) - rate(model, image, p, -step, n)) / (2 * step);
                    assertEquals(difference, gradient[p], 0.02 * largest, "neuron " + n + ", pixel " + p);
                }
            }
        }
    }

    private static double rate(RidgeModel model, float[] image, int pixel, double by, int neuron) {
        float[] moved = image.clone();
        moved[pixel] += (float) by;
        float[] rates = new float[NEURONS];
        model.predict(moved, 1, rates);
        return rates[neuron];
    }

    @Test
    void shouldPredictTheSameAfterItsParametersWereRestored() {
        try (RidgeModel model = trained();
                RidgeModel other = new RidgeModel(
                        new RidgeModel.Settings(
                                SIZE, NEURONS, new GaborBank(List.of(3.0, 5.0)), true, new PictureScale(0.1f, 0.4f)),
                        new JavaBackend())) {
            other.restore(model.parameters());
            float[] images = picture(new Random(5));
            float[] expected = new float[NEURONS];
            float[] found = new float[NEURONS];
            model.predict(images, 1, expected);
            other.predict(images, 1, found);
            assertArrayEquals(expected, found);
            assertThrows(IllegalArgumentException.class, () -> other.restore(new float[3]));
        }
    }
}
