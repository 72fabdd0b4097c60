package org.loopscope.inference.ridge;

import java.util.Arrays;

/**
 * {@code A = U' U} with U upper triangular, for a symmetric positive definite A that grows by rows (Golub and Van Loan,
 * section 4.2). A row costs as many multiply-adds as the rows before it have numbers, and needs nothing done again.
 *
 * <p>Inner loops add multiples of whole rows, so that the compiler can vectorise them without changing the order of any
 * sum: the same numbers to the bit on every machine.
 */
final class GrowingCholesky {
    private double[][] upper = new double[0][];
    private double[] column = new double[0];
    private int size;

    int size() {
        return size;
    }

    /** Multiply-adds that the next row costs. */
    long nextCost() {
        return (long) size * size / 2 + size;
    }

    /** Drops all rows; keeps the memory. */
    void clear() {
        size = 0;
    }

    /**
     * Appends a row.
     *
     * @param row A's numbers to the left of its diagonal; more may stand behind
     * @param diagonal A's number on it
     * @throws ArithmeticException when A is not positive definite
     */
    void append(float[] row, double diagonal) {
        makeRoom();
        double rest = diagonal;
        for (int j = 0; j < size; j++) {
            column[j] = row[j];
        }
        for (int j = 0; j < size; j++) {
            double[] u = upper[j];
            double value = column[j] / u[j];
            u[size] = value;
            rest -= value * value;
            subtract(value, u, column, j + 1, size);
        }
        if (!(rest > 0)) {
            throw new ArithmeticException("the matrix is not positive definite in row " + size + ": " + rest);
        }
        upper[size][size] = Math.sqrt(rest);
        size++;
    }

    private void makeRoom() {
        if (size < upper.length) {
            return;
        }
        int capacity = Math.max(64, upper.length + upper.length / 2);
        int before = upper.length;
        upper = Arrays.copyOf(upper, capacity);
        for (int j = 0; j < capacity; j++) {
            upper[j] = j < before ? Arrays.copyOf(upper[j], capacity) : new double[capacity];
        }
        column = new double[capacity];
    }

    /** Overwrites {@code size} rows of right-hand sides, each {@code columns} long, with the solutions of {@code A X = Y}. */
    void solve(double[][] y, int columns) {
        for (int j = 0; j < size; j++) {
            double[] u = upper[j];
            scale(1 / u[j], y[j], columns);
            for (int i = j + 1; i < size; i++) {
                subtract(u[i], y[j], y[i], 0, columns);
            }
        }
        for (int j = size - 1; j >= 0; j--) {
            double[] u = upper[j];
            for (int i = j + 1; i < size; i++) {
                subtract(u[i], y[i], y[j], 0, columns);
            }
            scale(1 / u[j], y[j], columns);
        }
    }

    private static void scale(double factor, double[] x, int count) {
        for (int i = 0; i < count; i++) {
            x[i] *= factor;
        }
    }

    /** {@code y -= factor * x} from {@code from} to {@code to}. */
    private static void subtract(double factor, double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] -= factor * x[i];
        }
    }
}
