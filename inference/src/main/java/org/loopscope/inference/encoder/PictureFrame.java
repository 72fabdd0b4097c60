package org.loopscope.inference.encoder;

import org.loopscope.inference.tensor.ConvolutionShape;

/** Between pictures in contrast units and the normalised, framed pixels that the first layer reads. */
final class PictureFrame {
    private final int sidePx;
    private final int haloPx;
    private final int framedSidePx;
    private final float mean;
    private final float sd;

    PictureFrame(EncoderSettings settings, ConvolutionShape first) {
        sidePx = settings.imageSizePx();
        haloPx = first.haloPx();
        framedSidePx = first.framedInputSidePx();
        mean = settings.imageMean();
        sd = settings.imageSd();
    }

    int pixels() {
        return sidePx * sidePx;
    }

    int framedPixels() {
        return framedSidePx * framedSidePx;
    }

    /** Picture {@code index} of {@code framed}; the frame, 0 after normalisation, is left alone. */
    void normalize(float[] images, int fromIndex, float[] framed, int index) {
        for (int y = 0; y < sidePx; y++) {
            int from = fromIndex * pixels() + y * sidePx;
            int to = framedRow(index, y);
            for (int x = 0; x < sidePx; x++) {
                framed[to + x] = (images[from + x] - mean) / sd;
            }
        }
    }

    /** From the gradient by normalised pixels to the gradient by contrast. */
    void gradientByContrast(float[] framed, int index, float[] gradient, int toIndex) {
        for (int y = 0; y < sidePx; y++) {
            int from = framedRow(index, y);
            int to = toIndex * pixels() + y * sidePx;
            for (int x = 0; x < sidePx; x++) {
                gradient[to + x] = framed[from + x] / sd;
            }
        }
    }

    private int framedRow(int index, int y) {
        return index * framedPixels() + (y + haloPx) * framedSidePx + haloPx;
    }
}
