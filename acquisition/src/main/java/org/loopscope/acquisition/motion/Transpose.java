package org.loopscope.acquisition.motion;

/** Matrix transpose in blocks that fit the nearest cache. */
final class Transpose {
    private static final int BLOCK = 16;

    private Transpose() {}

    /**
     * {@code to[toRow + c][r] = from[r][fromColumn + c]} for {@code r < rows} and {@code c < columns}.
     *
     * @param fromStride floats in a row of {@code from}
     * @param toStride floats in a row of {@code to}
     */
    static void blocks(
            float[] from, int fromStride, int rows, int fromColumn, int columns, float[] to, int toStride, int toRow) {
        for (int r0 = 0; r0 < rows; r0 += BLOCK) {
            int rEnd = Math.min(rows, r0 + BLOCK);
            for (int c0 = 0; c0 < columns; c0 += BLOCK) {
                int cEnd = Math.min(columns, c0 + BLOCK);
                for (int c = c0; c < cEnd; c++) {
                    int write = (toRow + c) * toStride;
                    int read = fromColumn + c;
                    for (int r = r0; r < rEnd; r++) {
                        to[write + r] = from[r * fromStride + read];
                    }
                }
            }
        }
    }
}
