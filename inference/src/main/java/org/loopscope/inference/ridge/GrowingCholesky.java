package org.loopscope.inference.ridge;

import java.util.Arrays;

/**
 * {@code A = U' U} with U upper triangular, for a symmetric positive definite A that grows by rows (Golub and Van Loan,
 * section 4.2). A row costs as many multiply-adds as the rows before it have numbers, and needs nothing done again.
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
        for (int first = 0; first < size; first += FourRows.COUNT) {
            int next = Math.min(size, first + FourRows.COUNT);
            for (int j = first; j < next; j++) {
                double[] u = upper[j];
                double value = column[j] / u[j];
                u[size] = value;
                rest -= value * value;
                FourRows.subtract(value, u, column, j + 1, next);
                column[j] = value;
            }
            if (next < size) {
                FourRows.subtract(column, upper, first, column, next, size);
            }
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
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                column[j] = upper[j][i];
            }
            FourRows.subtractAll(column, y, 0, i, y[i], columns);
            scale(1 / upper[i][i], y[i], columns);
        }
        for (int j = size - 1; j >= 0; j--) {
            FourRows.subtractAll(upper[j], y, j + 1, size, y[j], columns);
            scale(1 / upper[j][j], y[j], columns);
        }
    }

    private static void scale(double factor, double[] x, int count) {
        for (int i = 0; i < count; i++) {
            x[i] *= factor;
        }
    }
}
