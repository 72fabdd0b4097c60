package org.loopscope.inference.synthesis;

import java.util.Arrays;
import org.loopscope.stimulus.PictureSize;

/**
 * Gaussian blur of pictures, mirrored at the edges, so that a picture keeps its mean. One thread; the buffers are
 * made once.
 */
final class GaussianBlur {
    /** Beyond this many sigma the kernel is below float rounding. */
    private static final double REACH_SIGMA = 6;

    private final int widthPx;
    private final int heightPx;
    private final float[] acrossKernel;
    private final float[] downKernel;
    private final LinesProduct product;
    private double sigmaPx;

    GaussianBlur(PictureSize size) {
        widthPx = size.widthPx();
        heightPx = size.heightPx();
        acrossKernel = new float[widthPx * widthPx];
        downKernel = new float[heightPx * heightPx];
        product = new LinesProduct(size);
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
        fill(acrossKernel, widthPx, reach, norm);
        fill(downKernel, heightPx, reach, norm);
    }

    /** {@code kernel[to * length + from]}: how much a line's pixel takes from each. */
    private void fill(float[] kernel, int length, int reach, double norm) {
        Arrays.fill(kernel, 0);
        for (int to = 0; to < length; to++) {
            for (int shift = -reach; shift <= reach; shift++) {
                kernel[to * length + mirrored(to + shift, length)] += (float) (density(shift) / norm);
            }
        }
    }

    /** Blurs the picture that begins at {@code offset}, in place. */
    void apply(float[] pixels, int offset) {
        if (sigmaPx == 0) {
            return;
        }
        product.apply(downKernel, acrossKernel, pixels, offset);
    }

    private double density(int shift) {
        return Math.exp(-0.5 * shift * shift / (sigmaPx * sigmaPx));
    }

    private static int mirrored(int position, int length) {
        int period = 2 * length;
        int wrapped = Math.floorMod(position, period);
        return wrapped < length ? wrapped : period - 1 - wrapped;
    }
}
