package org.loopscope.inference.quality;

import java.util.Arrays;

/**
 * A symmetric matrix as {@code Q T Q'} with T tridiagonal, by Householder reflections (Golub and Van Loan, section 8.3).
 * One reduction serves every ridge penalty: {@code (A + penalty I)} has the same Q, and a tridiagonal system is solved in
 * linear time (Elden 1977).
 *
 * <p>Inner loops run along rows and add multiples of whole rows, so that the compiler can vectorize them without
 * changing the order of any sum.
 */
final class TridiagonalForm {
    private final int n;
    private final double[] diagonal;
    private final double[] offDiagonal;
    /** Row k holds the unit vector of reflection k, zero up to and including column k; all zero for no reflection. */
    private final double[][] reflections;

    /** @param a symmetric, row-major rows; overwritten, and kept */
    TridiagonalForm(double[][] a) {
        n = a.length;
        diagonal = new double[n];
        offDiagonal = new double[n];
        reflections = a;
        double[] v = new double[n];
        double[] w = new double[n];
        for (int k = 0; k < n - 1; k++) {
            diagonal[k] = a[k][k];
            offDiagonal[k] = reflector(a[k], k + 1, v);
            reflect(a, k + 1, v, w);
            System.arraycopy(v, 0, a[k], 0, n);
        }
        if (n > 0) {
            diagonal[n - 1] = a[n - 1][n - 1];
            Arrays.fill(a[n - 1], 0);
        }
    }

    /** Makes the unit vector whose reflection sends {@code row[from..]} to its first axis; returns what is left there. */
    private static double reflector(double[] row, int from, double[] v) {
        Arrays.fill(v, 0);
        double squares = 0;
        for (int j = from; j < row.length; j++) {
            squares += row[j] * row[j];
        }
        double tail = squares - row[from] * row[from];
        if (!(tail > 0)) {
            return row[from];
        }
        double left = row[from] > 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
        double first = row[from] - left;
        double norm = Math.sqrt(tail + first * first);
        v[from] = first / norm;
        for (int j = from + 1; j < row.length; j++) {
            v[j] = row[j] / norm;
        }
        return left;
    }

    /** {@code A := H A H} on the trailing block, with {@code H = I - 2 v v'}. */
    private void reflect(double[][] a, int from, double[] v, double[] w) {
        Arrays.fill(w, 0);
        for (int i = from; i < n; i++) {
            axpy(2 * v[i], a[i], w, from, n);
        }
        double product = 0;
        for (int j = from; j < n; j++) {
            product += v[j] * w[j];
        }
        axpy(-product, v, w, from, n);
        for (int i = from; i < n; i++) {
            double vi = v[i];
            double wi = w[i];
            double[] row = a[i];
            for (int j = from; j < n; j++) {
                row[j] -= vi * w[j] + wi * v[j];
            }
        }
    }

    /** {@code Y := Q' Y}, with the rows of Y given. */
    void rotate(double[][] y) {
        double[] s = new double[y[0].length];
        for (int k = 0; k < n - 1; k++) {
            applyReflection(k, y, s);
        }
    }

    /** {@code Y := Q Y}, with the rows of Y given. */
    void rotateBack(double[][] y) {
        double[] s = new double[y[0].length];
        for (int k = n - 2; k >= 0; k--) {
            applyReflection(k, y, s);
        }
    }

    private void applyReflection(int k, double[][] y, double[] s) {
        double[] v = reflections[k];
        Arrays.fill(s, 0);
        for (int i = k + 1; i < n; i++) {
            axpy(2 * v[i], y[i], s, 0, s.length);
        }
        for (int i = k + 1; i < n; i++) {
            axpy(-v[i], s, y[i], 0, s.length);
        }
    }

    /**
     * Solves {@code (T + penalties[c] I) X = Y} for every column c, without pivoting: A must be positive semidefinite and
     * the penalties positive.
     *
     * @param y rows of the right-hand sides; receives the solution
     */
    void solve(double[] penalties, double[][] y) {
        int columns = penalties.length;
        double[][] pivots = new double[n][columns];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < columns; c++) {
                pivots[i][c] = diagonal[i] + penalties[c];
                if (i > 0) {
                    double factor = offDiagonal[i - 1] / pivots[i - 1][c];
                    pivots[i][c] -= factor * offDiagonal[i - 1];
                    y[i][c] -= factor * y[i - 1][c];
                }
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int c = 0; c < columns; c++) {
                double above = i < n - 1 ? offDiagonal[i] * y[i + 1][c] : 0;
                y[i][c] = (y[i][c] - above) / pivots[i][c];
            }
        }
    }

    /** {@code y += factor * x} from {@code from} to {@code to}. */
    static void axpy(double factor, double[] x, double[] y, int from, int to) {
        for (int j = from; j < to; j++) {
            y[j] += factor * x[j];
        }
    }
}
