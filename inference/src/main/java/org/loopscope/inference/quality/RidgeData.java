package org.loopscope.inference.quality;

/**
 * Some presentations, centered on their own mean image and mean response.
 *
 * @param columns the centered pixels, one row per pixel, so that products run along presentations
 * @param responses the raw responses, one row per presentation
 */
record RidgeData(double[][] columns, double[][] responses, double[] meanImage, double[] meanResponse) {

    /** Takes the presentations {@code order[from]} to {@code order[to - 1]}. */
    static RidgeData of(float[] images, float[] responses, int[] order, int from, int to, int pixels, int neurons) {
        int count = to - from;
        double[][] columns = new double[pixels][count];
        double[] meanImage = new double[pixels];
        for (int p = 0; p < pixels; p++) {
            double[] column = columns[p];
            double sum = 0;
            for (int i = 0; i < count; i++) {
                column[i] = images[order[from + i] * pixels + p];
                sum += column[i];
            }
            meanImage[p] = sum / count;
            for (int i = 0; i < count; i++) {
                column[i] -= meanImage[p];
            }
        }
        double[][] rows = new double[count][neurons];
        double[] meanResponse = new double[neurons];
        for (int i = 0; i < count; i++) {
            for (int n = 0; n < neurons; n++) {
                rows[i][n] = responses[order[from + i] * neurons + n];
                meanResponse[n] += rows[i][n] / count;
            }
        }
        return new RidgeData(columns, rows, meanImage, meanResponse);
    }

    int count() {
        return responses.length;
    }

    int pixels() {
        return columns.length;
    }

    int neurons() {
        return meanResponse.length;
    }

    /** Mean squared norm of a centered picture, the scale of the penalties; 1 when all pictures are the same. */
    double meanSquare() {
        double sum = 0;
        for (double[] column : columns) {
            for (double value : column) {
                sum += value * value;
            }
        }
        return sum > 0 ? sum / count() : 1;
    }

    /** Inner products of the centered pictures, {@code count * count}. */
    double[][] gram() {
        return products(columns, columns, count(), count());
    }

    /** Inner products with another set's pictures, centered on this set's mean: one row per picture of this set. */
    double[][] crossGram(RidgeData other) {
        double[][] shifted = new double[pixels()][other.count()];
        for (int p = 0; p < pixels(); p++) {
            for (int i = 0; i < other.count(); i++) {
                shifted[p][i] = other.columns[p][i] + other.meanImage[p] - meanImage[p];
            }
        }
        return products(columns, shifted, count(), other.count());
    }

    /** The responses less their mean: a new array, one row per presentation. */
    double[][] centeredResponses() {
        double[][] centered = new double[count()][neurons()];
        for (int i = 0; i < count(); i++) {
            for (int n = 0; n < neurons(); n++) {
                centered[i][n] = responses[i][n] - meanResponse[n];
            }
        }
        return centered;
    }

    double[] responsesOf(int neuron) {
        double[] values = new double[count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = responses[i][neuron];
        }
        return values;
    }

    /** Pictures' weighted sums: {@code pixels} rows, for one weight per presentation in each column of {@code dual}. */
    double[][] transposedProduct(double[][] dual) {
        double[][] product = new double[pixels()][dual[0].length];
        for (int p = 0; p < pixels(); p++) {
            for (int i = 0; i < count(); i++) {
                TridiagonalForm.axpy(columns[p][i], dual[i], product[p], 0, product[p].length);
            }
        }
        return product;
    }

    /** {@code left' right}, both given by rows. */
    static double[][] leftTransposedProduct(double[][] left, double[][] right) {
        return products(left, right, left[0].length, right[0].length);
    }

    /** {@code left' right}, four rows at a time, so that a row of {@code right} is read once for the four. */
    private static double[][] products(double[][] left, double[][] right, int rows, int columns) {
        double[][] product = new double[rows][columns];
        int row = 0;
        for (; row + 3 < rows; row += 4) {
            for (int p = 0; p < left.length; p++) {
                addToFourRows(left[p], right[p], product, row, columns);
            }
        }
        for (; row < rows; row++) {
            for (int p = 0; p < left.length; p++) {
                TridiagonalForm.axpy(left[p][row], right[p], product[row], 0, columns);
            }
        }
        return product;
    }

    private static void addToFourRows(double[] factors, double[] x, double[][] product, int row, int columns) {
        double f0 = factors[row];
        double f1 = factors[row + 1];
        double f2 = factors[row + 2];
        double f3 = factors[row + 3];
        double[] y0 = product[row];
        double[] y1 = product[row + 1];
        double[] y2 = product[row + 2];
        double[] y3 = product[row + 3];
        for (int j = 0; j < columns; j++) {
            double xj = x[j];
            y0[j] += f0 * xj;
            y1[j] += f1 * xj;
            y2[j] += f2 * xj;
            y3[j] += f3 * xj;
        }
    }
}
