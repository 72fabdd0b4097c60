package org.loopscope.inference.ridge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.architecture.FeatureBand;

class RidgeFitTest {
    private static final int ALIKE = 12;
    private static final int TOGETHER = 6;
    private static final int FEATURES = ALIKE + TOGETHER;
    private static final int OUTPUTS = 20;
    private static final List<FeatureBand> BANDS = List.of(
            new FeatureBand(0, ALIKE, FeatureBand.Kind.EACH_ALIKE),
            new FeatureBand(ALIKE, TOGETHER, FeatureBand.Kind.TOGETHER));

    /** Feature k has mean k and standard deviation 1 + k / 4. */
    private static float[] features(Random random) {
        float[] features = new float[FEATURES];
        for (int k = 0; k < FEATURES; k++) {
            features[k] = (float) (k + (1 + k / 4.0) * random.nextGaussian());
        }
        return features;
    }

    private static float[] responses(float[] features, Random random, double noise) {
        float[] responses = new float[OUTPUTS];
        for (int n = 0; n < OUTPUTS; n++) {
            double sum = 5;
            for (int k = 0; k < FEATURES; k++) {
                sum += Math.sin(3 * k + n) * (features[k] - k) / (1 + k / 4.0);
            }
            responses[n] = (float) (sum + noise * random.nextGaussian());
        }
        return responses;
    }

    private static RidgeFit filled(int presentations, double noise, int validation, long seed) {
        RidgeFit fit = new RidgeFit(BANDS, FEATURES, OUTPUTS);
        Random random = new Random(seed);
        for (int i = 0; i < presentations; i++) {
            float[] features = features(random);
            fit.add(features, responses(features, random, noise));
        }
        for (int i = 0; i < validation; i++) {
            float[] features = features(random);
            fit.addValidation(features, responses(features, random, noise));
        }
        return fit;
    }

    private static RidgeWeights finished(RidgeFit fit) {
        for (int slice = 0; fit.work(); slice++) {
            assertTrue(slice < 10_000, "the work does not end");
        }
        RidgeWeights newest = fit.newest();
        assertNotNull(newest);
        return newest;
    }

    /** The weights make the penalised squares smallest: their gradient, in the scaled features, is 0. */
    @Test
    void shouldMeetTheNormalEquations() {
        long seed = 2;
        int count = 60;
        RidgeWeights found = finished(filled(count, 1, 0, seed));
        Random random = new Random(seed);
        double[][] x = new double[count][];
        double[][] residual = new double[count][OUTPUTS];
        double[] mean = new double[FEATURES];
        double[] variance = new double[FEATURES];
        for (int i = 0; i < count; i++) {
            float[] features = features(random);
            float[] responses = responses(features, random, 1);
            x[i] = new double[FEATURES];
            for (int k = 0; k < FEATURES; k++) {
                x[i][k] = features[k];
                mean[k] += features[k] / (double) count;
            }
            for (int n = 0; n < OUTPUTS; n++) {
                double predicted = found.biases()[n];
                for (int k = 0; k < FEATURES; k++) {
                    predicted += features[k] * found.weights()[k][n];
                }
                residual[i][n] = responses[n] - predicted;
            }
        }
        double together = 0;
        for (int k = 0; k < FEATURES; k++) {
            for (double[] row : x) {
                variance[k] += (row[k] - mean[k]) * (row[k] - mean[k]) / count;
            }
            together += k >= ALIKE ? variance[k] : 0;
        }
        // The middle prior: noise 1, the shared band's variance 0.1.
        for (int n = 0; n < OUTPUTS; n++) {
            double sum = 0;
            for (double[] row : residual) {
                sum += row[n];
            }
            assertEquals(0, sum / count, 1e-4, "the intercept is not penalised; seed " + seed);
            for (int k = 0; k < FEATURES; k++) {
                double priorVariance = k < ALIKE ? 1 / (variance[k] * ALIKE) : 0.1 / together;
                double pull = 0;
                for (int i = 0; i < count; i++) {
                    pull += (x[i][k] - mean[k]) * residual[i][n];
                }
                double scale = Math.sqrt(priorVariance);
                assertEquals(pull * scale, found.weights()[k][n] / scale, 2e-3, "feature " + k + ", seed " + seed);
            }
        }
    }

    @Test
    void shouldGiveTheSameWhenPresentationsComeOneByOneAsWhenTheyAreThereAtOnce() {
        long seed = 6;
        RidgeFit late = filled(450, 2, 0, seed);
        RidgeFit early = new RidgeFit(BANDS, FEATURES, OUTPUTS);
        Random random = new Random(seed);
        for (int i = 0; i < 450; i++) {
            float[] features = features(random);
            early.add(features, responses(features, random, 2));
            early.work();
        }
        RidgeWeights atOnce = finished(late);
        RidgeWeights oneByOne = finished(early);
        assertEquals(450, oneByOne.presentations());
        for (int k = 0; k < FEATURES; k++) {
            // The features' scale was found from fewer presentations there, which changes the prior a little.
            assertArrayEquals(atOnce.weights()[k], oneByOne.weights()[k], 5e-3f, "feature " + k + ", seed " + seed);
        }
        assertFalse(late.work());
    }

    /** Two slices for each presentation, and none comes without one to learn from. */
    @Test
    void shouldKeepUpAndSearchWhilePresentationsCome() {
        long seed = 9;
        RidgeFit fit = filled(20, 20, 30, seed);
        Random random = new Random(seed + 1);
        int oldest = 0;
        for (int i = 0; i < 300; i++) {
            float[] features = features(random);
            fit.add(features, responses(features, random, 20));
            fit.work();
            fit.work();
            RidgeWeights newest = fit.newest();
            if (i >= 20) {
                assertNotNull(newest);
                oldest = Math.max(oldest, 20 + i + 1 - newest.presentations());
            }
        }
        assertTrue(oldest <= 10, "weights without the newest " + oldest + " presentations");
        RidgeWeights last = fit.newest();
        assertNotNull(last);
        assertFalse(Double.isNaN(last.validationCorrelation()), "a prior was searched for");
    }

    @Test
    void shouldLearnFromAValidationPresentationThatIsReleased() {
        RidgeFit fit = filled(30, 1, 3, 5);
        for (int i = 0; i < 4; i++) {
            fit.releaseValidation();
        }
        RidgeWeights found = finished(fit);
        assertEquals(33, found.presentations());
        assertEquals(0, found.validation());
        RidgeWeights all = finished(filled(33, 1, 0, 5));
        for (int k = 0; k < FEATURES; k++) {
            assertArrayEquals(all.weights()[k], found.weights()[k]);
        }
    }

    @Test
    void shouldPreferAWeakPenaltyWhenThereIsLittleNoiseAndAStrongOneWhenThereIsMuch() {
        RidgeWeights quiet = finished(filled(200, 0.1, 60, 8));
        RidgeWeights noisy = finished(filled(200, 60, 60, 8));
        assertTrue(quiet.validationCorrelation() > 0.99, "validation r " + quiet.validationCorrelation());
        double quietNorm = norm(quiet);
        double noisyNorm = norm(noisy);
        double truth = 0;
        for (int n = 0; n < OUTPUTS; n++) {
            for (int k = 0; k < FEATURES; k++) {
                truth += Math.pow(Math.sin(3 * k + n) / (1 + k / 4.0), 2);
            }
        }
        truth = Math.sqrt(truth);
        assertEquals(truth, quietNorm, 0.05 * truth);
        assertTrue(noisyNorm < 3 * truth, "with 60 times the noise: " + noisyNorm + " against " + truth);
    }

    private static double norm(RidgeWeights of) {
        double sum = 0;
        for (float[] row : of.weights()) {
            for (float weight : row) {
                sum += (double) weight * weight;
            }
        }
        return Math.sqrt(sum);
    }
}
