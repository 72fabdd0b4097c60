package org.loopscope.inference.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.quality.Correlation;

class MemberWeightsTest {
    private static final int PICTURES = 400;
    private static final int NEURONS = 20;
    private static final long SEED = 12;

    private final Random random = new Random(SEED);
    private final float[] truth = noisy(new float[PICTURES * NEURONS], 1);

    private float[] noisy(float[] of, double noise) {
        float[] noisy = of.clone();
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] += (float) (noise * random.nextGaussian());
        }
        return noisy;
    }

    private float[] best(float[]... predicted) {
        float[] measured = noisy(truth, 1);
        return new MemberWeights(
                        predicted, mixed -> Correlation.mean(Correlation.perNeuron(mixed, measured, PICTURES, NEURONS)))
                .best();
    }

    /** The best weights of independent errors are as the inverse of their variances: 4 to 1 here. */
    @Test
    void shouldWeighByTheInverseVarianceOfIndependentErrors() {
        float[] found = best(noisy(truth, 0.5), noisy(truth, 1));
        assertEquals(0.8, found[0], 0.05, Arrays.toString(found) + ", seed " + SEED);
        assertEquals(1, found[0] + found[1], 1e-6);
    }

    @Test
    void shouldDoSoWithThreeMembers() {
        float[] found = best(noisy(truth, 1), noisy(truth, 0.5), noisy(truth, 1));
        float[] expected = {1 / 6f, 4 / 6f, 1 / 6f};
        assertArrayEquals(expected, found, 0.06f, Arrays.toString(found) + ", seed " + SEED);
        assertEquals(1, found[0] + found[1] + found[2], 1e-6);
    }

    @Test
    void shouldLeaveOutAMemberThatKnowsNothing() {
        float[] found = best(noisy(truth, 0.1), noisy(new float[truth.length], 1));
        assertTrue(found[1] <= 0.05, Arrays.toString(found) + ", seed " + SEED);
    }

    @Test
    void shouldStayWithEqualWeightsWhereNoneIsBetter() {
        float[] same = noisy(truth, 0.5);
        assertArrayEquals(new float[] {0.5f, 0.5f}, best(same, same));
    }
}
