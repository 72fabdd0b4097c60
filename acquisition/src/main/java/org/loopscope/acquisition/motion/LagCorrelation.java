package org.loopscope.acquisition.motion;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Correlates images with a filtered template at the {@value #SIDE} by {@value #SIDE} whole-pixel lags around one place,
 * pixel by pixel, for each patch: {@code R(lag) = sum of (image(x + lag) - level) * template(x)} over the columns of the
 * patch, and the rows whose image lies in the patch moved by the middle lag; beyond its edges the image counts as level. Near a known place this costs a tenth
 * of what transforms cost. Sums run down the columns of blocks of rows, then across the columns, so that the result does
 * not depend on the width of the machine's vectors. One thread; allocates nothing per image.
 */
final class LagCorrelation {
    /** Lags on either side of the middle. */
    static final int RADIUS = 2;

    static final int SIDE = 2 * RADIUS + 1;
    static final int LAGS = SIDE * SIDE;

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    /** Rows that are summed before the sums are put down; they stay in the nearest cache. */
    private static final int BLOCK_ROWS = PatchGrid.ROW_STEP;

    private final int widthPx;
    private final int heightPx;
    private final PatchGrid patches;
    private final int stride;
    /** Zeros to the left and right of an image row, as far as the lags reach. */
    private final int padPx;

    private final int imageStride;
    private final float[] image;
    /** With rows of zeros above and below, as far as the lags reach. */
    private final float[] template;

    /** {@code [lagX][lagY][column]}: the lags that are summed together lie together. */
    private final float[] columnSums;

    /** Where the template is not all 0: its first block, the row after its last, and columns on vector borders. */
    private int top;

    private int bottom;
    private int left;
    private int right;

    LagCorrelation(int maxShiftPx, PatchGrid patches) {
        this.widthPx = patches.widthPx();
        this.heightPx = patches.heightPx();
        this.patches = patches;
        this.stride = ColumnFft.alignedStride(widthPx);
        this.padPx = ColumnFft.alignedStride(maxShiftPx + RADIUS);
        this.imageStride = padPx + stride + padPx;
        this.image = new float[BLOCK_ROWS * imageStride];
        this.template = new float[(Math.ceilDiv(heightPx, BLOCK_ROWS) * BLOCK_ROWS + 2 * RADIUS) * stride];
        this.columnSums = new float[LAGS * stride];
    }

    /** @param filtered row-major, without gaps; copied */
    void template(float[] filtered) {
        top = heightPx;
        bottom = 0;
        left = widthPx;
        right = 0;
        for (int y = 0; y < heightPx; y++) {
            System.arraycopy(filtered, y * widthPx, template, (y + RADIUS) * stride, widthPx);
            int first = 0;
            int last = widthPx;
            while (first < widthPx && filtered[y * widthPx + first] == 0) {
                first++;
            }
            while (last > first && filtered[y * widthPx + last - 1] == 0) {
                last--;
            }
            if (first < last) {
                top = Math.min(top, y);
                bottom = y + 1;
                left = Math.min(left, first);
                right = Math.max(right, last);
            }
        }
        // A product needs template and image no farther apart than the lags reach.
        top = Math.max(0, top - RADIUS) / BLOCK_ROWS * BLOCK_ROWS;
        bottom += RADIUS;
        left = left / ColumnFft.ROW_ALIGNMENT * ColumnFft.ROW_ALIGNMENT;
        right = ColumnFft.alignedStride(right);
    }

    /**
     * @param lagXPx middle of the lags, at most the largest shift from 0
     * @param sums receives {@code R} for each patch, row of lags and column of lags, {@code [patch][lagY][lagX]}
     */
    void correlate(float[] pixels, float level, int lagXPx, int lagYPx, double[] sums) {
        correlate(pixels, level, lagXPx, lagYPx, 1, sums);
    }

    /** The same over every {@code blockStep}-th block of rows: in a fraction of the time, and with the noise of so few. */
    void correlate(float[] pixels, float level, int lagXPx, int lagYPx, int blockStep, double[] sums) {
        for (int patchRow = 0; patchRow < patches.rows(); patchRow++) {
            Arrays.fill(columnSums, 0);
            int end = patches.top(patchRow + 1);
            for (int y = Math.max(top, patches.top(patchRow)); y < Math.min(bottom, end); y += blockStep * BLOCK_ROWS) {
                for (int row = 0; row < BLOCK_ROWS; row++) {
                    load(pixels, level, y + row < end ? y + row + lagYPx : -1, row * imageStride + padPx);
                }
                for (int lag = -RADIUS; lag <= RADIUS; lag++) {
                    block(y, padPx + lagXPx + lag, (lag + RADIUS) * SIDE * stride);
                }
            }
            fold(patchRow, sums);
        }
    }

    private void load(float[] pixels, float level, int y, int at) {
        if (y < 0 || y >= heightPx) {
            Arrays.fill(image, at, at + widthPx, 0);
        } else {
            for (int x = 0; x < widthPx; x++) {
                image[at + x] = pixels[y * widthPx + x] - level;
            }
        }
    }

    /**
     * Adds a block's products at one lag in x and five in y. Each image row meets five template rows, which stay in
     * registers: the nearer the row, the later it leaves.
     *
     * @param from where the lagged image begins in its first row
     * @param sum where the sums of the first lag in y begin
     */
    private void block(int y, int from, int sum) {
        for (int c = left; c < right; c += SPECIES.length()) {
            int at = y * stride + c;
            FloatVector above2 = FloatVector.fromArray(SPECIES, template, at);
            FloatVector above1 = FloatVector.fromArray(SPECIES, template, at + stride);
            FloatVector level0 = FloatVector.fromArray(SPECIES, template, at + 2 * stride);
            FloatVector below1 = FloatVector.fromArray(SPECIES, template, at + 3 * stride);
            FloatVector up2 = FloatVector.fromArray(SPECIES, columnSums, sum + c);
            FloatVector up1 = FloatVector.fromArray(SPECIES, columnSums, sum + stride + c);
            FloatVector same = FloatVector.fromArray(SPECIES, columnSums, sum + 2 * stride + c);
            FloatVector down1 = FloatVector.fromArray(SPECIES, columnSums, sum + 3 * stride + c);
            FloatVector down2 = FloatVector.fromArray(SPECIES, columnSums, sum + 4 * stride + c);
            for (int row = 0; row < BLOCK_ROWS; row++) {
                FloatVector below2 = FloatVector.fromArray(SPECIES, template, at + (row + 4) * stride);
                FloatVector value = FloatVector.fromArray(SPECIES, image, from + row * imageStride + c);
                up2 = value.fma(below2, up2);
                up1 = value.fma(below1, up1);
                same = value.fma(level0, same);
                down1 = value.fma(above1, down1);
                down2 = value.fma(above2, down2);
                above2 = above1;
                above1 = level0;
                level0 = below1;
                below1 = below2;
            }
            up2.intoArray(columnSums, sum + c);
            up1.intoArray(columnSums, sum + stride + c);
            same.intoArray(columnSums, sum + 2 * stride + c);
            down1.intoArray(columnSums, sum + 3 * stride + c);
            down2.intoArray(columnSums, sum + 4 * stride + c);
        }
    }

    private void fold(int patchRow, double[] sums) {
        for (int column = 0; column < patches.columns(); column++) {
            int patch = patchRow * patches.columns() + column;
            for (int lag = 0; lag < LAGS; lag++) {
                int at = (lag % SIDE * SIDE + lag / SIDE) * stride;
                double sum = 0;
                for (int x = patches.left(column); x < patches.left(column + 1); x++) {
                    sum += columnSums[at + x];
                }
                sums[patch * LAGS + lag] = sum;
            }
        }
    }
}
