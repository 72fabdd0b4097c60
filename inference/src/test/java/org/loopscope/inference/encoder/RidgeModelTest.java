package org.loopscope.inference.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.architecture.GaborBank;
import org.loopscope.inference.architecture.Padding;
import org.loopscope.inference.tensor.JavaBackend;
import org.loopscope.stimulus.PictureSize;

class RidgeModelTest {
    private static final PictureSize SIZE = new PictureSize(15, 11);
    private static final int NEURONS = 5;
    private static final long SEED = 3;

    private static RidgeModel trained() {
        RidgeModel model = new RidgeModel(
                new RidgeModel.Settings(
                        SIZE, NEURONS, new GaborBank(List.of(3.0, 5.0)), true, new PictureScale(0.1f, 0.4f)),
                new JavaBackend());
        Random random = new Random(SEED);
        for (int i = 0; i < 60; i++) {
            model.add(picture(random), responses(random));
        }
        while (!Float.isNaN(model.train(1000, 0))) {
            // Until there is nothing more to do.
        }
        return model;
    }

    private static float[] picture(Random random) {
        float[] picture = new float[SIZE.pixels()];
        for (int p = 0; p < picture.length; p++) {
            picture[p] = (float) (0.1 + 0.4 * random.nextGaussian());
        }
        return picture;
    }

    private static float[] responses(Random random) {
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

    @Test
    void shouldPredictTheMeanOfItsMembersWhenPutIntoAnEnsemble() {
        RidgeModel first = trained();
        NetworkModel second =
                EncoderScenario.trained(EncoderScenario.small(Padding.VALID, SIZE), new JavaBackend(), 20, 4);
        try (EnsembleModel both = new EnsembleModel(List.of(first, second))) {
            float[] image = picture(new Random(9));
            float[] weights = responses(new Random(10));
            float[] rates = new float[NEURONS];
            float[] gradient = new float[SIZE.pixels()];
            both.inputGradient(image, 1, weights, rates, gradient);
            float[] ofFirst = new float[NEURONS];
            float[] ofSecond = new float[NEURONS];
            float[] firstGradient = new float[SIZE.pixels()];
            float[] secondGradient = new float[SIZE.pixels()];
            first.inputGradient(image, 1, weights, ofFirst, firstGradient);
            second.inputGradient(image, 1, weights, ofSecond, secondGradient);
            for (int n = 0; n < NEURONS; n++) {
                assertEquals((ofFirst[n] + ofSecond[n]) / 2, rates[n], 1e-6);
            }
            for (int p = 0; p < gradient.length; p++) {
                assertEquals((firstGradient[p] + secondGradient[p]) / 2, gradient[p], 1e-6);
            }
            float[] state = both.parameters();
            both.restore(state);
            assertArrayEquals(state, both.parameters());
            assertThrows(IllegalArgumentException.class, () -> both.restore(new float[state.length + 1]));
        }
    }
}
