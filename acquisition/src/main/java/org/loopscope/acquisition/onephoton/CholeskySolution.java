package org.loopscope.acquisition.onephoton;

/** Solves a symmetric positive definite system by its Cholesky factor. */
final class CholeskySolution {
    private CholeskySolution() {}

    /** @param matrix its first {@code count} rows and columns; overwritten
     *  @param right right-hand side, becomes the solution */
    static void solve(double[][] matrix, double[] right, int count) {
        for (int i = 0; i < count; i++) {
            double[] rowI = matrix[i];
            for (int j = 0; j <= i; j++) {
                double[] rowJ = matrix[j];
                double sum = rowI[j];
                for (int k = 0; k < j; k++) {
                    sum -= rowI[k] * rowJ[k];
                }
                rowI[j] = i == j ? Math.sqrt(sum) : sum / rowJ[j];
            }
            for (int k = 0; k < i; k++) {
                right[i] -= rowI[k] * right[k];
            }
            right[i] /= rowI[i];
        }
        for (int i = count - 1; i >= 0; i--) {
            for (int k = i + 1; k < count; k++) {
                right[i] -= matrix[k][i] * right[k];
            }
            right[i] /= matrix[i][i];
        }
    }
}
