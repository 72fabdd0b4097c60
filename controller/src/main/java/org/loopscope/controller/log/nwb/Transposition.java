package org.loopscope.controller.log.nwb;

/**
 * Turns an image over its diagonal. NWB stores images as [x][y] while ours are rows of x; block by block, since a plain
 * double loop misses the cache with every pixel.
 */
public final class Transposition {
    private static final int BLOCK = 32;

    private Transposition() {}

    /** {@code out[column * rows + row] = in[row * columns + column]}. */
    public static void transpose(short[] in, int rows, int columns, short[] out) {
        for (int row0 = 0; row0 < rows; row0 += BLOCK) {
            int rowEnd = Math.min(rows, row0 + BLOCK);
            for (int column0 = 0; column0 < columns; column0 += BLOCK) {
                int columnEnd = Math.min(columns, column0 + BLOCK);
                for (int column = column0; column < columnEnd; column++) {
                    for (int row = row0; row < rowEnd; row++) {
                        out[column * rows + row] = in[row * columns + column];
                    }
                }
            }
        }
    }

    /** {@code out[column * rows + row] = in[row * columns + column]}. */
    public static float[] transpose(float[] in, int rows, int columns) {
        float[] out = new float[in.length];
        transpose(in, rows, columns, out);
        return out;
    }

    /** {@code out[column * rows + row] = in[row * columns + column]}. */
    static void transpose(float[] in, int rows, int columns, float[] out) {
        for (int row0 = 0; row0 < rows; row0 += BLOCK) {
            int rowEnd = Math.min(rows, row0 + BLOCK);
            for (int column = 0; column < columns; column++) {
                for (int row = row0; row < rowEnd; row++) {
                    out[column * rows + row] = in[row * columns + column];
                }
            }
        }
    }
}
