package org.loopscope.inference.synthesis;

import org.loopscope.stimulus.PictureSize;

/**
 * Divides a picture's spectrum by frequency to a power; the picture counts as periodic. Frequencies are in cycles per
 * picture, {@code sqrt(kx^2 + ky^2)}; those below one pass as they are.
 *
 * <p>By the Hartley transform along rows and columns (Bracewell 1983), which is real and its own inverse but for a factor:
 * a factor that depends on {@code |kx|} and {@code |ky|} alone does the same there as in the Fourier transform. One
 * thread; the buffers are made once.
 */
final class FourierSmoothing {
    private final float[] across;
    private final float[] down;
    private final float[] factors;
    private final LinesProduct product;

    FourierSmoothing(PictureSize size, double power) {
        int widthPx = size.widthPx();
        int heightPx = size.heightPx();
        across = hartley(widthPx);
        down = hartley(heightPx);
        product = new LinesProduct(size);
        factors = new float[size.pixels()];
        for (int y = 0; y < heightPx; y++) {
            for (int x = 0; x < widthPx; x++) {
                int kx = Math.min(x, widthPx - x);
                int ky = Math.min(y, heightPx - y);
                double frequency = Math.max(1, Math.sqrt(kx * kx + ky * ky));
                factors[y * widthPx + x] = (float) StrictMath.pow(frequency, -power);
            }
        }
    }

    /** {@code kernel[k * length + i] = (cos + sin)(2 pi k i / length) / sqrt(length)}: symmetric, and its own inverse. */
    private static float[] hartley(int length) {
        float[] kernel = new float[length * length];
        for (int k = 0; k < length; k++) {
            for (int i = 0; i < length; i++) {
                double angle = 2 * StrictMath.PI * (k * i % length) / length;
                kernel[k * length + i] = (float) ((StrictMath.cos(angle) + StrictMath.sin(angle)) / Math.sqrt(length));
            }
        }
        return kernel;
    }

    /** Smooths the picture that begins at {@code offset}, in place. */
    void apply(float[] pixels, int offset) {
        product.apply(down, across, pixels, offset);
        for (int i = 0; i < factors.length; i++) {
            pixels[offset + i] *= factors[i];
        }
        product.apply(down, across, pixels, offset);
    }
}
