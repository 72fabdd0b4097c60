package org.loopscope.inference.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CorrelationTest {
    @Test
    void shouldMatchTheClosedFormWhenTheSeriesAreShort() {
        // Anscombe's first quartet: r = 0.81642.
        double[] x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
        double[] y = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};
        assertEquals(0.81642, Correlation.pearson(x, y), 5e-6);
        assertEquals(1, Correlation.pearson(x, new double[] {20, 16, 26, 18, 22, 28, 12, 8, 24, 14, 10}), 1e-12);
        assertEquals(-1, Correlation.pearson(new double[] {0, 1}, new double[] {5, 4}), 1e-12);
    }

    @Test
    void shouldBeZeroWhenOneSeriesDoesNotVary() {
        assertEquals(0, Correlation.pearson(new double[] {1, 2, 3}, new double[] {7, 7, 7}));
        assertEquals(0, Correlation.pearson(new double[3], new double[3]));
        assertEquals(0, Correlation.pearson(new double[0], new double[0]));
        // A constant that carries rounding is a constant.
        double third = 1.0 / 3;
        assertEquals(0, Correlation.pearson(new double[] {1, 2, 3}, new double[] {third, third + 1e-16, third}));
    }

    @Test
    void shouldCorrelateOverPicturesWhenThereAreSeveralNeurons() {
        float[] predicted = {1, 5, 2, 2, 5, 2, 3, 5, 1};
        float[] measured = {2, 1, 1, 4, 2, 2, 6, 3, 6};
        assertArrayEquals(
                new double[] {1, 0, -Math.sqrt(27.0 / 28)}, Correlation.perNeuron(predicted, measured, 3, 3), 1e-9);
    }

    @Test
    void shouldRefuseWhenLengthsDiffer() {
        assertThrows(IllegalArgumentException.class, () -> Correlation.pearson(new double[2], new double[3]));
        assertThrows(IllegalArgumentException.class, () -> Correlation.perNeuron(new float[6], new float[5], 2, 3));
    }
}
