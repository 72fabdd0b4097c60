package org.loopscope.stimulus.recorded;

import org.loopscope.stimulus.PictureSize;

/**
 * An 8-bit grey picture.
 *
 * @param levels row-major, 0 (black) to 255 (white)
 */
record GreyPicture(int widthPx, int heightPx, int[] levels) {
    private static final int PRECISION_BITS = 22;

    /**
     * Resamples as Pillow's {@code resize((widthPx, heightPx), Image.BOX)} does: every pixel whose centre lies in the
     * box counts alike, in 22-bit fixed point, across first, with 8 bits in between.
     */
    GreyPicture boxResized(PictureSize size) {
        int newWidthPx = size.widthPx();
        int[] across = new int[newWidthPx * heightPx];
        resample(levels, widthPx, 1, heightPx, widthPx, across, newWidthPx, 1, newWidthPx);
        int[] both = new int[size.pixels()];
        resample(across, heightPx, newWidthPx, newWidthPx, 1, both, size.heightPx(), newWidthPx, 1);
        return new GreyPicture(newWidthPx, size.heightPx(), both);
    }

    /** Resamples {@code lines} lines of {@code inLength} values, steps and strides counted in array elements. */
    private static void resample(
            int[] in,
            int inLength,
            int inStep,
            int lines,
            int inLineStride,
            int[] out,
            int outLength,
            int outStep,
            int outLineStride) {
        double scale = (double) inLength / outLength;
        double filterScale = Math.max(1, scale);
        double support = 0.5 * filterScale;
        for (int o = 0; o < outLength; o++) {
            double center = (o + 0.5) * scale;
            int from = Math.max(0, (int) (center - support + 0.5));
            int to = Math.min(inLength, (int) (center + support + 0.5));
            int first = to;
            int count = 0;
            for (int i = from; i < to; i++) {
                double at = (i - center + 0.5) / filterScale;
                if (at > -0.5 && at <= 0.5) {
                    first = Math.min(first, i);
                    count++;
                }
            }
            int weight = (int) (0.5 + 1.0 / count * (1 << PRECISION_BITS));
            for (int line = 0; line < lines; line++) {
                int sum = 1 << (PRECISION_BITS - 1);
                for (int i = first; i < first + count; i++) {
                    sum += in[line * inLineStride + i * inStep] * weight;
                }
                out[line * outLineStride + o * outStep] = Math.clamp(sum >> PRECISION_BITS, 0, 255);
            }
        }
    }

    /** Contrast about the middle of the 8-bit range: -1 for black, +1 for white. */
    float[] contrast() {
        float[] contrast = new float[levels.length];
        for (int i = 0; i < levels.length; i++) {
            contrast[i] = (levels[i] - 127.5f) / 127.5f;
        }
        return contrast;
    }
}
