package org.loopscope.inference.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusImage;

class PixelRidgeTest {
    private static final PixelRidge.Settings SETTINGS = new PixelRidge.Settings(0.1, 3);

    @Test
    void shouldSolveTheNormalEquationsWhenPixelsAreFewAndNoiseIsNone() {
        // y = 2 + 3 x0 - x1 exactly: the smallest penalty is best, and its shrinkage is below 1e-2 relative.
        Random random = new Random(4);
        float[] images = gaussian(random, 60 * 4);
        float[] responses = new float[60];
        for (int i = 0; i < 60; i++) {
            responses[i] = 2 + 3 * images[4 * i] - images[4 * i + 1];
        }
        PixelRidge ridge = PixelRidge.fit(images, responses, 60, 4, 1, SETTINGS);
        float[] rates = new float[3];
        ridge.predict(new float[] {0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 5, 5}, 3, rates);
        assertArrayEquals(new float[] {2, 5, 1}, rates, 0.02f);
    }

    @Test
    void shouldMatchADirectSolutionWhenThePenaltyIsGiven() {
        Random random = new Random(5);
        int n = 7;
        double[][] root = new double[n][n];
        for (double[] row : root) {
            Arrays.setAll(row, j -> random.nextGaussian());
        }
        double[][] gram = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    gram[i][j] += root[i][k] * root[j][k];
                }
            }
        }
        double[][] original = new double[n][];
        Arrays.setAll(original, i -> gram[i].clone());
        double[][] y = new double[n][2];
        for (double[] row : y) {
            Arrays.setAll(row, j -> random.nextGaussian());
        }
        double[][] x = new double[n][];
        Arrays.setAll(x, i -> y[i].clone());
        double[] penalties = {0.3, 7};

        TridiagonalForm form = new TridiagonalForm(gram);
        form.rotate(x);
        form.solve(penalties, x);
        form.rotateBack(x);

        for (int i = 0; i < n; i++) {
            for (int c = 0; c < 2; c++) {
                double product = penalties[c] * x[i][c];
                for (int j = 0; j < n; j++) {
                    product += original[i][j] * x[j][c];
                }
                assertEquals(y[i][c], product, 1e-9, "row " + i + ", penalty " + penalties[c]);
            }
        }
    }

    @Test
    void shouldShrinkTheNoisyNeuronMoreWhenPixelsOutnumberPresentations() {
        // 300 pictures of 400 pixels; neuron 0 is linear with noise power 0.3, neuron 1 is noise alone. Seed 6.
        Random random = new Random(6);
        int count = 300;
        int pixels = 400;
        float[] images = gaussian(random, count * pixels);
        float[] responses = new float[count * 2];
        for (int i = 0; i < count; i++) {
            float sum = 0;
            for (int p = 0; p < 20; p++) {
                sum += images[i * pixels + p];
            }
            responses[2 * i] = sum + (float) (random.nextGaussian() * Math.sqrt(20 * 3.0 / 7));
            responses[2 * i + 1] = (float) random.nextGaussian();
        }
        PixelRidge ridge = PixelRidge.fit(images, responses, count, pixels, 2, SETTINGS);
        int tests = 500;
        float[] testImages = gaussian(random, tests * pixels);
        float[] truth = new float[tests * 2];
        for (int i = 0; i < tests; i++) {
            for (int p = 0; p < 20; p++) {
                truth[2 * i] += testImages[i * pixels + p];
            }
            truth[2 * i + 1] = (float) random.nextGaussian();
        }
        float[] rates = new float[tests * 2];
        ridge.predict(testImages, tests, rates);
        double[] correlations = Correlation.perNeuron(rates, truth, tests, 2);
        assertTrue(correlations[0] > 0.55, "linear neuron: " + correlations[0]);
        assertEquals(0, correlations[1], 0.15, "noise neuron");
    }

    @Test
    void shouldGiveTheSameBitsWhenFittedTwice() {
        Random random = new Random(7);
        float[] images = gaussian(random, 40 * 64);
        float[] responses = gaussian(random, 40 * 3);
        float[] a = new float[30];
        float[] b = new float[30];
        PixelRidge.fit(images, responses, 40, 64, 3, SETTINGS).predict(images, 10, a);
        PixelRidge.fit(images, responses, 40, 64, 3, SETTINGS).predict(images, 10, b);
        assertArrayEquals(a, b);
    }

    @Test
    void shouldPredictTheMeanWhenAllPicturesAreTheSame() {
        float[] images = new float[10 * 4];
        Arrays.fill(images, 0.5f);
        float[] responses = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        float[] rates = new float[1];
        PixelRidge.fit(images, responses, 10, 4, 1, SETTINGS).predict(images, 1, rates);
        assertEquals(4.5f, rates[0], 1e-4f);
    }

    @Test
    void shouldServeAsPredictorWhenQualityIsMeasured() {
        Random random = new Random(8);
        float[] images = gaussian(random, 80 * 16);
        float[] responses = new float[80];
        for (int i = 0; i < 80; i++) {
            responses[i] = images[16 * i + 3];
        }
        PixelRidge ridge = PixelRidge.fit(images, responses, 80, 16, 1, SETTINGS);
        RepeatedResponses repeated = new RepeatedResponses(3, 1);
        List<StimulusImage> heldOut = List.of(picture(0.5f), picture(-0.5f), picture(0.1f));
        assertEquals(0, ModelQuality.of(ridge::predict, heldOut, repeated).mean());
        repeated.add(0, new float[] {2});
        repeated.add(2, new float[] {0.5f});
        repeated.add(0, new float[] {1});
        ModelQuality quality = ModelQuality.of(ridge::predict, heldOut, repeated);
        assertEquals(2, quality.pictures());
        assertEquals(1, quality.mean(), 1e-9);
        repeated.add(1, new float[] {9});
        // Predictions go as 0.5, -0.5, 0.1 and means as 1.5, 9, 0.5 (to the ridge's shrinkage, common to all).
        assertEquals(-0.8627, ModelQuality.of(ridge::predict, heldOut, repeated).perNeuron()[0], 0.02);
    }

    @Test
    void shouldRefuseWhenPresentationsAreTooFew() {
        assertThrows(
                IllegalArgumentException.class, () -> PixelRidge.fit(new float[28], new float[7], 7, 4, 1, SETTINGS));
        assertThrows(IllegalArgumentException.class, () -> new PixelRidge.Settings(0, 1));
    }

    private static StimulusImage picture(float value) {
        float[] pixels = new float[16];
        pixels[3] = value;
        return new StimulusImage("p" + value, PictureSize.square(4), pixels);
    }

    private static float[] gaussian(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
