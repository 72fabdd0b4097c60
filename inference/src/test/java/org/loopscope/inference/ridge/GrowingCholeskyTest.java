package org.loopscope.inference.ridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GrowingCholeskyTest {
    private static final int SIZE = 150;

    @Test
    void shouldSolveWhatItHasFactorisedRowByRow() {
        long seed = 4;
        Random random = new Random(seed);
        float[][] a = positiveDefinite(random);
        GrowingCholesky factor = new GrowingCholesky();
        for (int i = 0; i < SIZE; i++) {
            factor.append(a[i], a[i][i]);
        }
        double[][] solution = new double[SIZE][3];
        double[][] right = new double[SIZE][3];
        for (int i = 0; i < SIZE; i++) {
            for (int c = 0; c < 3; c++) {
                right[i][c] = random.nextGaussian();
                solution[i][c] = right[i][c];
            }
        }
        factor.solve(solution, 3);
        for (int i = 0; i < SIZE; i++) {
            for (int c = 0; c < 3; c++) {
                double sum = 0;
                for (int j = 0; j < SIZE; j++) {
                    sum += a[i][j] * solution[j][c];
                }
                assertEquals(right[i][c], sum, 1e-10, "row " + i + ", seed " + seed);
            }
        }
    }

    @Test
    void shouldRefuseWhatIsNotPositiveDefinite() {
        GrowingCholesky factor = new GrowingCholesky();
        factor.append(new float[] {1}, 1);
        assertThrows(ArithmeticException.class, () -> factor.append(new float[] {2, 1}, 1));
    }

    private static float[][] positiveDefinite(Random random) {
        float[][] a = new float[SIZE][SIZE];
        double[][] b = new double[SIZE][SIZE];
        for (double[] row : b) {
            for (int j = 0; j < SIZE; j++) {
                row[j] = random.nextGaussian() / Math.sqrt(SIZE);
            }
        }
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = i == j ? 1 : 0;
                for (int k = 0; k < SIZE; k++) {
                    sum += b[i][k] * b[j][k];
                }
                a[i][j] = (float) sum;
                a[j][i] = (float) sum;
            }
        }
        return a;
    }
}
