package org.loopscope.acquisition.motion;

/** Solves small dense systems of linear equations of one size. One thread; solving allocates nothing. */
final class LinearSystem {
    private final int size;
    private final double[][] a;

    LinearSystem(int size) {
        this.size = size;
        this.a = new double[size][size];
    }

    /**
     * Replaces {@code b} by the x of {@code matrix x = b}: elimination with row exchange, on a copy of the matrix.
     *
     * @throws ArithmeticException when the matrix has no inverse
     */
    void solve(double[][] matrix, double[] b) {
        for (int row = 0; row < size; row++) {
            System.arraycopy(matrix[row], 0, a[row], 0, size);
        }
        for (int column = 0; column < size; column++) {
            exchange(b, column, pivot(column));
            for (int row = column + 1; row < size; row++) {
                double share = a[row][column] / a[column][column];
                for (int k = column; k < size; k++) {
                    a[row][k] -= share * a[column][k];
                }
                b[row] -= share * b[column];
            }
        }
        for (int row = size - 1; row >= 0; row--) {
            double rest = b[row];
            for (int k = row + 1; k < size; k++) {
                rest -= a[row][k] * b[k];
            }
            b[row] = rest / a[row][row];
        }
    }

    private int pivot(int column) {
        int pivot = column;
        for (int row = column + 1; row < size; row++) {
            if (Math.abs(a[row][column]) > Math.abs(a[pivot][column])) {
                pivot = row;
            }
        }
        if (a[pivot][column] == 0) {
            throw new ArithmeticException("the matrix is singular");
        }
        return pivot;
    }

    private void exchange(double[] b, int row, int other) {
        double[] kept = a[row];
        a[row] = a[other];
        a[other] = kept;
        double value = b[row];
        b[row] = b[other];
        b[other] = value;
    }
}
