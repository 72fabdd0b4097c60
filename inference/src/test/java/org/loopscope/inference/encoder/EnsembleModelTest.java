package org.loopscope.inference.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.architecture.Padding;
import org.loopscope.inference.tensor.JavaBackend;

class EnsembleModelTest {
    private static final int NEURONS = RidgeModelTest.NEURONS;

    private static NetworkModel network() {
        return EncoderScenario.trained(
                EncoderScenario.small(Padding.VALID, RidgeModelTest.SIZE), new JavaBackend(), 20, 4);
    }

    private static float[] predicted(EncodingModel model, float[] image) {
        float[] rates = new float[NEURONS];
        model.predict(image, 1, rates);
        return rates;
    }

    private static float[] gradient(EncodingModel model, float[] image, float[] ofDrives) {
        float[] gradient = new float[image.length];
        model.inputGradient(image, 1, ofDrives, new float[NEURONS], gradient);
        return gradient;
    }

    @Test
    void shouldPredictTheMeanOfItsMembersWithoutAHoldOut() {
        RidgeModel first = RidgeModelTest.trained();
        NetworkModel second = network();
        try (EnsembleModel both = new EnsembleModel(List.of(first, second))) {
            float[] image = RidgeModelTest.picture(new Random(9));
            float[] ofDrives = RidgeModelTest.responses(new Random(10));
            assertMixed(0.5f, predicted(first, image), predicted(second, image), predicted(both, image));
            assertMixed(
                    0.5f,
                    gradient(first, image, ofDrives),
                    gradient(second, image, ofDrives),
                    gradient(both, image, ofDrives));
        }
    }

    /** What the first predicts is what is measured, so the other, fitted to other cells, only disturbs. */
    @Test
    void shouldTrustTheMemberThatPredictsTheHoldOut() {
        RidgeModel first = RidgeModelTest.trained();
        RidgeModel second = RidgeModelTest.trained(RidgeModelTest.SEED + 1);
        try (EnsembleModel both = new EnsembleModel(List.of(first, second))) {
            Random random = new Random(11);
            for (int i = 0; i < 15; i++) {
                float[] picture = RidgeModelTest.picture(random);
                both.addValidation(picture, predicted(first, picture));
            }
            assertArrayEquals(new float[] {0.5f, 0.5f}, both.weights(), "too few to tell");
            for (int i = 0; i < 25; i++) {
                float[] picture = RidgeModelTest.picture(random);
                both.addValidation(picture, predicted(first, picture));
            }
            float[] weights = both.weights();
            assertTrue(weights[0] >= 0.9, "weight " + weights[0]);
            float[] image = RidgeModelTest.picture(random);
            assertMixed(weights[0], predicted(first, image), predicted(second, image), predicted(both, image));
            for (int i = 0; i < 30; i++) {
                both.releaseValidation();
            }
            assertArrayEquals(new float[] {0.5f, 0.5f}, both.weights(), "too few are left");
        }
    }

    @Test
    void shouldPredictTheSameAfterItsParametersWereRestored() {
        RidgeModel first = RidgeModelTest.trained();
        try (EnsembleModel both = new EnsembleModel(List.of(first, network()));
                EnsembleModel other = new EnsembleModel(List.of(RidgeModelTest.trained(), network()))) {
            Random random = new Random(11);
            for (int i = 0; i < 40; i++) {
                float[] picture = RidgeModelTest.picture(random);
                both.addValidation(picture, predicted(first, picture));
            }
            float[] image = RidgeModelTest.picture(random);
            other.restore(both.parameters());
            assertArrayEquals(predicted(both, image), predicted(other, image));
            assertArrayEquals(both.parameters(), other.parameters());
            assertEquals(both.parameterCount(), both.parameters().length);
            assertThrows(IllegalArgumentException.class, () -> both.restore(new float[both.parameterCount() + 1]));
        }
    }

    private static void assertMixed(float share, float[] first, float[] second, float[] mixed) {
        for (int i = 0; i < mixed.length; i++) {
            assertEquals(share * first[i] + (1 - share) * second[i], mixed[i], 1e-5, "number " + i);
        }
    }
}
