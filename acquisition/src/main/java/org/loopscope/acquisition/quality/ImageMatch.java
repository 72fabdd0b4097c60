package org.loopscope.acquisition.quality;

import java.util.Arrays;

/**
 * Likeness to a fixed picture: the Pearson correlation of the differences between pixels some columns apart. These show
 * cells and small vessels, which only one plane has, and not the shading of the field, which is the same in all. Differences
 * are cut off where the fixed picture's are large, so that a few cells which fire do not pass for another plane. Sums run down the columns first, so that the compiler may use vectors of any
 * width and the bits stay the same. One thread; allocates nothing per call.
 */
final class ImageMatch {
    /** About the radius of a cell body to its diameter. */
    private static final int MOST_LAG_PX = 8;

    private static final double CUT_OFF = 1.5;

    private final int columns;
    private final int rows;
    private final int lagPx;
    /** Beyond this a difference counts no more: a multiple of the fixed picture's mean difference, raw units. */
    private final float mostDifference;
    /** The picture's differences less their mean, {@link #rows} times {@code columns - lagPx}. */
    private final float[] wanted;

    private final double wantedSquares;
    private final float[] sums;
    private final float[] squares;
    private final float[] products;

    /** @param picture row-major; copied */
    ImageMatch(float[] picture, int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        this.lagPx = Math.min(MOST_LAG_PX, columns / 2);
        int across = columns - lagPx;
        this.wanted = new float[rows * across];
        double absolute = 0;
        for (int row = 0; row < rows; row++) {
            for (int x = 0; x < across; x++) {
                int at = row * columns + x;
                wanted[row * across + x] = picture[at + lagPx] - picture[at];
                absolute += Math.abs(wanted[row * across + x]);
            }
        }
        mostDifference = (float) (CUT_OFF * absolute / wanted.length);
        double total = 0;
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = cut(wanted[i]);
            total += wanted[i];
        }
        float mean = (float) (total / wanted.length);
        double square = 0;
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] -= mean;
            square += (double) wanted[i] * wanted[i];
        }
        wantedSquares = square;
        sums = new float[across];
        squares = new float[across];
        products = new float[across];
    }

    /** -1 to 1; 0 where either is flat. */
    double correlation(float[] picture) {
        Arrays.fill(sums, 0);
        Arrays.fill(squares, 0);
        Arrays.fill(products, 0);
        int across = sums.length;
        for (int row = 0; row < rows; row++) {
            int from = row * columns;
            int at = row * across;
            for (int x = 0; x < across; x++) {
                float value = cut(picture[from + x + lagPx] - picture[from + x]);
                sums[x] += value;
                squares[x] += value * value;
                products[x] += value * wanted[at + x];
            }
        }
        double sum = 0;
        double square = 0;
        double product = 0;
        for (int x = 0; x < across; x++) {
            sum += sums[x];
            square += squares[x];
            product += products[x];
        }
        double variation = square - sum * sum / wanted.length;
        double norm = Math.sqrt(Math.max(0, variation) * wantedSquares);
        return norm > 0 ? Math.clamp(product / norm, -1.0, 1.0) : 0;
    }

    private float cut(float difference) {
        return Math.max(-mostDifference, Math.min(mostDifference, difference));
    }
}
