package org.loopscope.inference.synthesis;

import java.util.Arrays;

/**
 * Gaussian blur of square pictures, mirrored at the edges, so that a picture keeps its mean. One thread; the buffers are
 * made once.
 */
final class GaussianBlur {
    /** Beyond this many sigma the kernel is below float rounding. */
    private static final double REACH_SIGMA = 6;

    private final int sizePx;
    private final float[] kernel;
    private final float[] between;
    private double sigmaPx;

    GaussianBlur(int sizePx) {
        this.sizePx = sizePx;
        kernel = new float[sizePx * sizePx];
        between = new float[sizePx * sizePx];
    }

    /** Sets the width for the calls that follow; 0 leaves pictures as they are. */
    void width(double newSigmaPx) {
        if (newSigmaPx == sigmaPx) {
            return;
        }
        sigmaPx = newSigmaPx;
        int reach = (int) Math.ceil(REACH_SIGMA * sigmaPx);
        double norm = 0;
        for (int shift = -reach; shift <= reach; shift++) {
            norm += density(shift);
        }
        Arrays.fill(kernel, 0);
        for (int to = 0; to < sizePx; to++) {
            for (int shift = -reach; shift <= reach; shift++) {
                kernel[to * sizePx + mirrored(to + shift)] += (float) (density(shift) / norm);
            }
        }
    }

    /** Blurs the picture that begins at {@code offset}, in place. */
    void apply(float[] pixels, int offset) {
        if (sigmaPx == 0) {
            return;
        }
        Arrays.fill(between, 0);
        for (int to = 0; to < sizePx; to++) {
            for (int from = 0; from < sizePx; from++) {
                addRow(kernel[to * sizePx + from], pixels, offset + from * sizePx, between, to * sizePx);
            }
        }
        Arrays.fill(pixels, offset, offset + sizePx * sizePx, 0);
        for (int y = 0; y < sizePx; y++) {
            for (int from = 0; from < sizePx; from++) {
                addRow(between[y * sizePx + from], kernel, from * sizePx, pixels, offset + y * sizePx);
            }
        }
    }

    private void addRow(float factor, float[] x, int xOffset, float[] y, int yOffset) {
        if (factor == 0) {
            return;
        }
        for (int i = 0; i < sizePx; i++) {
            y[yOffset + i] += factor * x[xOffset + i];
        }
    }

    private double density(int shift) {
        return Math.exp(-0.5 * shift * shift / (sigmaPx * sigmaPx));
    }

    private int mirrored(int position) {
        int period = 2 * sizePx;
        int wrapped = Math.floorMod(position, period);
        return wrapped < sizePx ? wrapped : period - 1 - wrapped;
    }
}
