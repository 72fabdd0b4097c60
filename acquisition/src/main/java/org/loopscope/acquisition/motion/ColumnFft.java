package org.loopscope.acquisition.motion;

import java.util.Arrays;

/**
 * Discrete Fourier transform down the columns of a row-major matrix, all columns side by side: the rows are the
 * samples, so every butterfly works on whole rows and vectorizes without a transpose. In place, decimation in
 * frequency, radices 4, 2, 3 and 5. Forward is {@code X[f] = sum x[n] exp(-2 pi i f n / length)}, without scaling;
 * swapping the real and the imaginary array gives the inverse.
 *
 * <p>The result is left in digit-reversed order: frequency {@code f} lies in row {@link #rowOf}. Nobody has to move
 * rows, because each reader can ask for the row that it wants.
 */
final class ColumnFft {
    /** Row strides are multiples of this, so that no vector of up to 512 bits is ever cut. */
    static final int ROW_ALIGNMENT = 16;

    /** Columns that pass through all stages together; 512 rows of 64 columns stay within a core's own cache. */
    private static final int PANEL_COLUMNS = 64;

    private final int length;
    private final int[] radices;
    /** Per stage: cosine and sine of the twiddle of each output but the first, for each position in the block. */
    private final float[][] twiddles;

    private final int[] rowOfFrequency;

    ColumnFft(int length) {
        this.length = length;
        this.radices = factors(length);
        this.twiddles = new float[radices.length][];
        int block = length;
        for (int stage = 0; stage < radices.length; stage++) {
            twiddles[stage] = stageTwiddles(block, radices[stage]);
            block /= radices[stage];
        }
        this.rowOfFrequency = new int[length];
        for (int frequency = 0; frequency < length; frequency++) {
            int row = 0;
            int rest = frequency;
            int span = length;
            for (int radix : radices) {
                span /= radix;
                row += rest % radix * span;
                rest /= radix;
            }
            rowOfFrequency[frequency] = row;
        }
    }

    /** The smallest transform length of at least {@code atLeast}: even, with no prime factor above 5. */
    static int lengthFor(int atLeast) {
        int candidate = atLeast + (atLeast & 1);
        while (!isSmooth(candidate)) {
            candidate += 2;
        }
        return candidate;
    }

    static int alignedStride(int columns) {
        return (columns + ROW_ALIGNMENT - 1) / ROW_ALIGNMENT * ROW_ALIGNMENT;
    }

    /** Where frequency {@code frequency} lies after a transform; negative frequencies count from the end. */
    int rowOf(int frequency) {
        return rowOfFrequency[frequency < 0 ? frequency + length : frequency];
    }

    /**
     * Transforms {@code length} rows of {@code stride} columns in place.
     *
     * @param stride columns in a row, a multiple of {@link #ROW_ALIGNMENT}
     */
    void transform(float[] re, float[] im, int stride) {
        for (int from = 0; from < stride; from += PANEL_COLUMNS) {
            int columns = Math.min(PANEL_COLUMNS, stride - from);
            int block = length;
            for (int stage = 0; stage < radices.length; stage++) {
                stage(re, im, stride, from, columns, block, radices[stage], twiddles[stage]);
                block /= radices[stage];
            }
        }
    }

    private void stage(
            float[] re, float[] im, int stride, int from, int columns, int block, int radix, float[] twiddle) {
        int span = block / radix;
        int step = span * stride;
        for (int blockStart = 0; blockStart < length; blockStart += block) {
            for (int j = 0; j < span; j++) {
                int at = (blockStart + j) * stride + from;
                int twiddleAt = j * 2 * (radix - 1);
                switch (radix) {
                    case 4 -> Butterflies.radix4(re, im, at, step, columns, twiddle, twiddleAt);
                    case 2 -> Butterflies.radix2(re, im, at, step, columns);
                    case 3 -> Butterflies.radix3(re, im, at, step, columns, twiddle, twiddleAt);
                    default -> Butterflies.radix5(re, im, at, step, columns, twiddle, twiddleAt);
                }
            }
        }
    }

    private static float[] stageTwiddles(int block, int radix) {
        int span = block / radix;
        float[] table = new float[span * 2 * (radix - 1)];
        int at = 0;
        for (int j = 0; j < span; j++) {
            for (int t = 1; t < radix; t++) {
                double angle = -2 * Math.PI * j * t / block;
                table[at++] = (float) StrictMath.cos(angle);
                table[at++] = (float) StrictMath.sin(angle);
            }
        }
        return table;
    }

    private static boolean isSmooth(int n) {
        int rest = n;
        for (int prime : new int[] {2, 3, 5}) {
            while (rest % prime == 0) {
                rest /= prime;
            }
        }
        return rest == 1;
    }

    private static int[] factors(int length) {
        if (length < 2 || !isSmooth(length)) {
            throw new IllegalArgumentException(
                    "transform length must be a product of 2, 3 and 5, was " + length + "; see lengthFor");
        }
        int[] found = new int[32];
        int count = 0;
        int rest = length;
        for (int radix : new int[] {5, 3, 4, 2}) {
            while (rest % radix == 0) {
                found[count++] = radix;
                rest /= radix;
            }
        }
        return Arrays.copyOf(found, count);
    }
}
