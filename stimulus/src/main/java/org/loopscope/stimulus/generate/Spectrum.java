package org.loopscope.stimulus.generate;

import org.jtransforms.fft.DoubleFFT_2D;
import org.loopscope.stimulus.PictureSize;

/**
 * A square canvas and its Fourier transform. The canvas is a power of two and mostly larger than the picture, so that
 * a picture does not wrap around at its border. Buffers are {@code side} rows of {@code side} complex numbers.
 */
final class Spectrum {
    private final int side;
    private final DoubleFFT_2D transform;

    Spectrum(int side) {
        this.side = side;
        transform = new DoubleFFT_2D(side, side);
    }

    /** The smallest power of two that no side of the picture exceeds. */
    static int sideFor(PictureSize size) {
        return Integer.highestOneBit(Math.max(1, size.longerPx() - 1)) << 1;
    }

    int side() {
        return side;
    }

    double[] buffer() {
        return new double[2 * side * side];
    }

    /** Independent complex normal numbers: the transform of white noise, but for the symmetry of a real picture. */
    double[] whiteNoise(PictureRandom random) {
        double[] noise = buffer();
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.gaussian();
        }
        return noise;
    }

    void forward(double[] complex) {
        transform.complexForward(complex);
    }

    void inverse(double[] complex) {
        transform.complexInverse(complex, true);
    }

    /** Horizontal frequency of column {@code x}, or vertical of row {@code x}, cycles per canvas, signed. */
    int frequency(int x) {
        return x <= side / 2 ? x : x - side;
    }

    /** The real parts of the upper left corner. */
    float[] crop(double[] complex, PictureSize size) {
        float[] pixels = new float[size.pixels()];
        for (int y = 0; y < size.heightPx(); y++) {
            for (int x = 0; x < size.widthPx(); x++) {
                pixels[y * size.widthPx() + x] = (float) complex[2 * (y * side + x)];
            }
        }
        return pixels;
    }
}
