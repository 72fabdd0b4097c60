package org.loopscope.inference.encoder;

import org.loopscope.inference.architecture.PictureLayout;

/** Between pictures in contrast units and the normalised, framed pixels that the first layer reads. */
final class PictureFrame {
    private final PictureLayout layout;
    private final PictureScale scale;

    PictureFrame(PictureLayout layout, PictureScale scale) {
        this.layout = layout;
        this.scale = scale;
    }

    int pixels() {
        return layout.size().pixels();
    }

    /** Of one picture as the core wants it. */
    int floats() {
        return layout.floats();
    }

    /** Picture {@code index} of {@code framed}; the frame, 0 after normalisation, is left alone. */
    void normalize(float[] images, int fromIndex, float[] framed, int index) {
        for (int y = 0; y < layout.size().heightPx(); y++) {
            int from = fromIndex * pixels() + y * layout.size().widthPx();
            int to = framedRow(index, y);
            for (int x = 0; x < layout.size().widthPx(); x++) {
                framed[to + x] = scale.normalized(images[from + x]);
            }
        }
    }

    /** From the gradient by normalised pixels to the gradient by contrast. */
    void gradientByContrast(float[] framed, int index, float[] gradient, int toIndex) {
        for (int y = 0; y < layout.size().heightPx(); y++) {
            int from = framedRow(index, y);
            int to = toIndex * pixels() + y * layout.size().widthPx();
            for (int x = 0; x < layout.size().widthPx(); x++) {
                gradient[to + x] = framed[from + x] / scale.sd();
            }
        }
    }

    private int framedRow(int index, int y) {
        return index * layout.floats() + (y + layout.haloPx()) * layout.framedWidthPx() + layout.haloPx();
    }
}
