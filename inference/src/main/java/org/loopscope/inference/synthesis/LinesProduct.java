package org.loopscope.inference.synthesis;

import java.util.Arrays;
import org.loopscope.stimulus.PictureSize;

/**
 * A linear map of pictures that treats columns and rows apart: {@code out = down * picture * across^T}. At these sizes the
 * products take a few hundredths of a millisecond, for sides of any length. One thread; the buffer is made once.
 */
final class LinesProduct {
    private final int widthPx;
    private final int heightPx;
    private final float[] between;

    LinesProduct(PictureSize size) {
        widthPx = size.widthPx();
        heightPx = size.heightPx();
        between = new float[size.pixels()];
    }

    /**
     * Maps the picture that begins at {@code offset}, in place.
     *
     * @param down {@code [to][from]}, height by height
     * @param across {@code [from][to]}, width by width
     */
    void apply(float[] down, float[] across, float[] pixels, int offset) {
        Arrays.fill(between, 0);
        for (int to = 0; to < heightPx; to++) {
            for (int from = 0; from < heightPx; from++) {
                addRow(down[to * heightPx + from], pixels, offset + from * widthPx, between, to * widthPx);
            }
        }
        Arrays.fill(pixels, offset, offset + between.length, 0);
        for (int y = 0; y < heightPx; y++) {
            for (int from = 0; from < widthPx; from++) {
                addRow(between[y * widthPx + from], across, from * widthPx, pixels, offset + y * widthPx);
            }
        }
    }

    private void addRow(float factor, float[] x, int xOffset, float[] y, int yOffset) {
        if (factor == 0) {
            return;
        }
        for (int i = 0; i < widthPx; i++) {
            y[yOffset + i] += factor * x[xOffset + i];
        }
    }
}
