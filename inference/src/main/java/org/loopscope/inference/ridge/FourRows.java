package org.loopscope.inference.ridge;

/**
 * Adds multiples of rows to a row, four rows at a time: what the row is read and written for then serves four
 * multiply-adds instead of one. Inner loops run along the row, so that the compiler can vectorise them without changing
 * the order of any sum: the same numbers to the bit on every machine.
 */
final class FourRows {
    static final int COUNT = 4;

    private FourRows() {}

    /** {@code to -= sum over the four rows from row {@code j} of factors[j] * rows[j]}, from {@code from} to {@code end}. */
    static void subtract(double[] factors, double[][] rows, int j, double[] to, int from, int end) {
        double a = factors[j];
        double b = factors[j + 1];
        double c = factors[j + 2];
        double d = factors[j + 3];
        double[] w = rows[j];
        double[] x = rows[j + 1];
        double[] y = rows[j + 2];
        double[] z = rows[j + 3];
        for (int i = from; i < end; i++) {
            to[i] -= (a * w[i] + b * x[i]) + (c * y[i] + d * z[i]);
        }
    }

    /** {@code to -= sum over all of the first {@code rowCount} rows of factors[j] * rows[j]}. */
    static void subtractAll(double[] factors, double[][] rows, int first, int rowCount, double[] to, int end) {
        int j = first;
        for (; j + COUNT <= rowCount; j += COUNT) {
            subtract(factors, rows, j, to, 0, end);
        }
        for (; j < rowCount; j++) {
            subtract(factors[j], rows[j], to, 0, end);
        }
    }

    /** {@code to -= factor * row}, from {@code from} to {@code end}. */
    static void subtract(double factor, double[] row, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] -= factor * row[i];
        }
    }

    /** {@code to += sum over the four rows from row {@code j} of factors[j] * rows[j]}. */
    static void add(float[] factors, float[][] rows, int j, float[] to, int end) {
        float a = factors[j];
        float b = factors[j + 1];
        float c = factors[j + 2];
        float d = factors[j + 3];
        float[] w = rows[j];
        float[] x = rows[j + 1];
        float[] y = rows[j + 2];
        float[] z = rows[j + 3];
        for (int i = 0; i < end; i++) {
            to[i] += (a * w[i] + b * x[i]) + (c * y[i] + d * z[i]);
        }
    }

    /** {@code to += factor * row}. */
    static void add(float factor, float[] row, float[] to, int end) {
        for (int i = 0; i < end; i++) {
            to[i] += factor * row[i];
        }
    }
}
