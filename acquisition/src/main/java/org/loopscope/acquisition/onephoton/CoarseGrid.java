package org.loopscope.acquisition.onephoton;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A frame seen on a coarser grid: means over square blocks, and the way back by bilinear interpolation. What is out of
 * focus loses nothing by it, and costs so many times less to predict. Coarse images have a margin of zeros on every
 * side. One thread; allocates nothing per frame.
 */
final class CoarseGrid {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    /** Blocks across a cell: a cell must not look like background, nor the background like steps. */
    private static final double BLOCKS_PER_SOMA = 3.75;

    final int widthPx;
    final int heightPx;
    /** Side of a block. */
    final int blockPx;
    /** Blocks across and down, without the margin. */
    final int columns;

    final int rows;
    final int margin;
    /** Coarse pixels from one row to the next. */
    final int stride;

    private final float[] rowSum;
    private final int[] left;
    private final float[] part;
    private float[] above;
    private float[] below;

    CoarseGrid(int widthPx, int heightPx, double somaDiameterPx, int marginBlocks) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.blockPx = blockPx(somaDiameterPx);
        this.columns = Math.ceilDiv(widthPx, blockPx);
        this.rows = Math.ceilDiv(heightPx, blockPx);
        this.margin = marginBlocks;
        this.stride = columns + 2 * margin;
        this.rowSum = new float[widthPx];
        this.left = new int[widthPx];
        this.part = new float[widthPx];
        this.above = new float[widthPx];
        this.below = new float[widthPx];
        for (int x = 0; x < widthPx; x++) {
            double place = Math.clamp((x + 0.5) / blockPx - 0.5, 0, columns - 1);
            left[x] = Math.clamp((int) place, 0, Math.max(0, columns - 2));
            part[x] = columns == 1 ? 0 : (float) (place - left[x]);
        }
    }

    static int blockPx(double somaDiameterPx) {
        return Math.clamp(Math.round(somaDiameterPx / BLOCKS_PER_SOMA), 1, 8);
    }

    float[] image() {
        return new float[stride * (rows + 2 * margin)];
    }

    /** Where the block in this column and row lies in a coarse image. */
    int at(int column, int row) {
        return (row + margin) * stride + margin + column;
    }

    /** Block means, the margin untouched. */
    void shrink(float[] pixels, float[] coarse) {
        for (int row = 0; row < rows; row++) {
            int top = row * blockPx;
            int count = Math.min(blockPx, heightPx - top);
            System.arraycopy(pixels, top * widthPx, rowSum, 0, widthPx);
            for (int y = top + 1; y < top + count; y++) {
                int start = y * widthPx;
                for (int x = 0; x < widthPx; x++) {
                    rowSum[x] += pixels[start + x];
                }
            }
            int to = at(0, row);
            for (int column = 0; column < columns; column++) {
                int from = column * blockPx;
                int end = Math.min(from + blockPx, widthPx);
                float sum = 0;
                for (int x = from; x < end; x++) {
                    sum += rowSum[x];
                }
                coarse[to + column] = sum / (count * (end - from));
            }
        }
    }

    /** Takes a coarse image off a frame, in place. */
    void subtract(float[] coarse, float[] pixels) {
        int row = 0;
        widen(coarse, 0, above);
        widen(coarse, Math.min(1, rows - 1), below);
        for (int y = 0; y < heightPx; y++) {
            double place = Math.clamp((y + 0.5) / blockPx - 0.5, 0, rows - 1);
            int upper = Math.clamp((int) place, 0, Math.max(0, rows - 2));
            if (upper != row) {
                float[] done = above;
                above = below;
                below = done;
                widen(coarse, upper + 1, below);
                row = upper;
            }
            subtractRow(rows == 1 ? 0 : (float) (place - upper), pixels, y * widthPx);
        }
    }

    private void subtractRow(float share, float[] pixels, int start) {
        int x = 0;
        for (; x < SPECIES.loopBound(widthPx); x += SPECIES.length()) {
            FloatVector a = FloatVector.fromArray(SPECIES, above, x);
            FloatVector b = FloatVector.fromArray(SPECIES, below, x);
            FloatVector light = FloatVector.fromArray(SPECIES, pixels, start + x);
            light.sub(a.add(b.sub(a).mul(share))).intoArray(pixels, start + x);
        }
        for (; x < widthPx; x++) {
            pixels[start + x] -= above[x] + (below[x] - above[x]) * share;
        }
    }

    private void widen(float[] coarse, int row, float[] wide) {
        int start = at(0, row);
        int next = columns == 1 ? 0 : 1;
        for (int x = 0; x < widthPx; x++) {
            float a = coarse[start + left[x]];
            wide[x] = a + (coarse[start + left[x] + next] - a) * part[x];
        }
    }
}
