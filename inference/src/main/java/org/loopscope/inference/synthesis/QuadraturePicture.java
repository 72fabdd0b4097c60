package org.loopscope.inference.synthesis;

import org.loopscope.stimulus.ContrastEnergy;
import org.loopscope.stimulus.StimulusImage;

/**
 * A picture with the phase of everything in it moved by a quarter of a period, along the direction in which the picture
 * varies most: bright and dark stripes become edges, edges become stripes, where they are and as wide as they are. By the
 * Hilbert transform along that direction (the sign of each frequency's projection on it, times minus the imaginary unit).
 * A complex cell answers to it as to the original, a simple cell hardly.
 */
public final class QuadraturePicture {
    private QuadraturePicture() {}

    /**
     * The picture in quadrature, at the original's contrast energy.
     *
     * @throws IllegalArgumentException for a picture without contrast
     */
    public static StimulusImage of(StimulusImage image, String id) {
        int width = image.size().widthPx();
        int height = image.size().heightPx();
        double[][] real = new double[height][width];
        double[][] imaginary = new double[height][width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                real[y][x] = image.pixels()[y * width + x];
            }
        }
        transform(real, imaginary, -1);
        turn(real, imaginary, direction(real, imaginary));
        transform(real, imaginary, 1);
        float[] pixels = new float[width * height];
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = (float) real[p / width][p % width];
        }
        ContrastEnergy.normalize(pixels, image.contrastRms());
        return new StimulusImage(id, image.size(), pixels);
    }

    /** The axis of the largest second moment of the power spectrum, as {x, y}. */
    private static double[] direction(double[][] real, double[][] imaginary) {
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int v = 0; v < real.length; v++) {
            for (int u = 0; u < real[v].length; u++) {
                double power = real[v][u] * real[v][u] + imaginary[v][u] * imaginary[v][u];
                double fx = frequency(u, real[v].length);
                double fy = frequency(v, real.length);
                xx += power * fx * fx;
                xy += power * fx * fy;
                yy += power * fy * fy;
            }
        }
        double angle = 0.5 * StrictMath.atan2(2 * xy, xx - yy);
        return new double[] {StrictMath.cos(angle), StrictMath.sin(angle)};
    }

    /** Frequencies at right angles to the axis have no phase along it, and go. */
    private static void turn(double[][] real, double[][] imaginary, double[] axis) {
        for (int v = 0; v < real.length; v++) {
            for (int u = 0; u < real[v].length; u++) {
                double fx = frequency(u, real[v].length);
                double fy = frequency(v, real.length);
                double along = Math.abs(fx) == 0.5 || Math.abs(fy) == 0.5 ? 0 : fx * axis[0] + fy * axis[1];
                double sign = Math.abs(along) < 1e-9 ? 0 : Math.signum(along);
                double held = real[v][u];
                real[v][u] = sign * imaginary[v][u];
                imaginary[v][u] = -sign * held;
            }
        }
    }

    /** Cycles per pixel, from -1/2 to 1/2. */
    private static double frequency(int index, int length) {
        return (2 * index > length ? index - length : index) / (double) length;
    }

    /** Discrete Fourier transform of rows, then columns, in place; divided by the number of pixels on the way back. */
    private static void transform(double[][] real, double[][] imaginary, int sign) {
        int height = real.length;
        int width = real[0].length;
        for (int y = 0; y < height; y++) {
            line(real[y], imaginary[y], sign);
        }
        double[] re = new double[height];
        double[] im = new double[height];
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                re[y] = real[y][x];
                im[y] = imaginary[y][x];
            }
            line(re, im, sign);
            for (int y = 0; y < height; y++) {
                real[y][x] = re[y];
                imaginary[y][x] = im[y];
            }
        }
    }

    private static void line(double[] real, double[] imaginary, int sign) {
        int n = real.length;
        double[] re = new double[n];
        double[] im = new double[n];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                double angle = sign * 2 * StrictMath.PI * (k * i % n) / n;
                double c = StrictMath.cos(angle);
                double s = StrictMath.sin(angle);
                re[k] += real[i] * c - imaginary[i] * s;
                im[k] += real[i] * s + imaginary[i] * c;
            }
        }
        double scale = sign > 0 ? 1.0 / n : 1;
        for (int k = 0; k < n; k++) {
            real[k] = re[k] * scale;
            imaginary[k] = im[k] * scale;
        }
    }
}
