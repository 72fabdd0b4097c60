package org.loopscope.inference.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DiverseRankingTest {
    @Test
    void shouldPickTheLongestFirstAndItsTwinLater() {
        float[][] vectors = {{0, 1, 0}, {3, 0, 0}, {2.9f, 0, 0}, {0, 0, 2.5f}};
        DiverseRanking ranking = new DiverseRanking(vectors);
        assertEquals(1, ranking.next());
        assertEquals(3, ranking.next(), "the twin of the first has little left to tell");
        assertEquals(2, ranking.next());
        assertEquals(0, ranking.next());
    }

    /** The variances left by Gaussian conditioning on the whole covariance matrix, step by step. */
    @Test
    void shouldPickWhatAGaussianProcessIsLeastCertainOf() {
        Random random = new Random(4);
        int pictures = 40;
        float[][] vectors = new float[pictures][12];
        double[][] covariance = new double[pictures][pictures];
        double noise = 0;
        for (float[] vector : vectors) {
            for (int k = 0; k < vector.length; k++) {
                vector[k] = (float) random.nextGaussian();
            }
        }
        for (int i = 0; i < pictures; i++) {
            for (int j = 0; j < pictures; j++) {
                for (int k = 0; k < vectors[i].length; k++) {
                    covariance[i][j] += (double) vectors[i][k] * vectors[j][k];
                }
            }
            noise += covariance[i][i] / pictures;
        }
        DiverseRanking ranking = new DiverseRanking(vectors);
        BitSet picked = new BitSet();
        int otherThanByLength = 0;
        for (int step = 0; step < pictures; step++) {
            int expected = -1;
            for (int i = 0; i < pictures; i++) {
                if (!picked.get(i) && (expected < 0 || covariance[i][i] > covariance[expected][expected])) {
                    expected = i;
                }
            }
            assertEquals(expected, ranking.next(), "step " + step);
            picked.set(expected);
            double[] row = covariance[expected].clone();
            for (int i = 0; i < pictures; i++) {
                for (int j = 0; j < pictures; j++) {
                    covariance[i][j] -= row[i] * row[j] / (row[expected] + noise);
                }
            }
            otherThanByLength += expected == step ? 0 : 1;
        }
        assertNotEquals(0, otherThanByLength);
        assertEquals(0, ranking.left());
        assertThrows(IllegalStateException.class, ranking::next);
    }

    @Test
    void shouldGoThroughPicturesThatTellNothing() {
        DiverseRanking ranking = new DiverseRanking(new float[3][2]);
        assertEquals(0, ranking.next());
        assertEquals(1, ranking.next());
        assertEquals(2, ranking.next());
    }
}
