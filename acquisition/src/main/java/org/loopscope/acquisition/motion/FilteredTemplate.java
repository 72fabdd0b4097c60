package org.loopscope.acquisition.motion;

import java.util.Arrays;

/**
 * What frames are correlated with: the template without its mean, faded out towards the frame's edges, and kept to the
 * spatial frequencies that tell where it lies. As a spectrum, for searching everywhere, and as pixels, for looking
 * closely. What weighs: frequencies between a high-pass at 0.1 cycles per pixel, against the uneven background, and a
 * Gaussian low-pass of 0.5 px, against photon noise; chosen on real two-photon frames. One thread; allocates nothing
 * when the template changes.
 */
final class FilteredTemplate {
    static final double BAND_FRACTION = 0.7;
    static final int PARTS = 1 + ImageTransform.FORWARD_PARTS + ImageTransform.INVERSE_PARTS;

    private static final double HIGH_PASS_CYCLES_PER_PX = 0.1;
    private static final double LOW_PASS_SIGMA_PX = 0.5;
    /** How far the high-pass carries the jump between opposite edges of the frame into it. */
    private static final double FILTER_REACH_PX = 4;

    private final int widthPx;
    private final int heightPx;
    private final ImageTransform transform;
    private final float[] windowX;
    private final float[] windowY;
    private final double windowWeight;
    /** Rows and columns at each edge that are left out, so that no lag asks for pixels beyond the frame. */
    private final int marginXPx;

    private final int marginYPx;
    /** Weight of each frequency; those with ky above 0 stand for their conjugates too. */
    private final float[] gain;

    private final float[] windowed;
    private final float[] filtered;
    private final BandSpectrum spectrum;
    private final double[] powerX;
    private final double[] powerY;

    FilteredTemplate(ImageTransform transform, int maxShiftPx) {
        this.transform = transform;
        this.widthPx = transform.widthPx;
        this.heightPx = transform.heightPx;
        this.windowX = window(widthPx, maxShiftPx);
        this.windowY = window(heightPx, maxShiftPx);
        this.windowWeight = sum(windowX) * sum(windowY);
        this.marginXPx = (int) Math.max(0, marginPx(widthPx, maxShiftPx) - FILTER_REACH_PX);
        this.marginYPx = (int) Math.max(0, marginPx(heightPx, maxShiftPx) - FILTER_REACH_PX);
        this.windowed = new float[widthPx * heightPx];
        this.filtered = new float[widthPx * heightPx];
        this.spectrum = transform.spectrum();
        this.gain = gains(transform, spectrum);
        this.powerX = new double[spectrum.kxMax + 1];
        this.powerY = new double[spectrum.kyMax + 1];
    }

    /**
     * Takes a template in {@link #PARTS} parts, in order, so that no frame has to wait for all.
     *
     * @param pixels the same in every part; not kept
     */
    void take(int part, float[] pixels) {
        int inverse = part - 1 - ImageTransform.FORWARD_PARTS;
        if (part == 0) {
            fadeOut(pixels);
        } else if (inverse < 0) {
            transform.forward(part - 1, windowed, 0, spectrum);
        } else {
            if (inverse == 0) {
                weigh();
            }
            transform.inverse(inverse, spectrum, filtered);
            if (part == PARTS - 1) {
                clearMargins();
                addUpPower();
            }
        }
    }

    private void fadeOut(float[] pixels) {
        // Down the columns first: these sums are wide, those along a row would wait for each other.
        Arrays.fill(windowed, 0, widthPx, 0);
        for (int y = 0; y < heightPx; y++) {
            float inRow = windowY[y];
            int row = y * widthPx;
            for (int x = 0; x < widthPx; x++) {
                windowed[x] += inRow * pixels[row + x];
            }
        }
        double sum = 0;
        for (int x = 0; x < widthPx; x++) {
            sum += windowX[x] * (double) windowed[x];
        }
        float level = (float) (sum / windowWeight);
        for (int y = 0; y < heightPx; y++) {
            float inRow = windowY[y];
            int row = y * widthPx;
            for (int x = 0; x < widthPx; x++) {
                windowed[row + x] = inRow * windowX[x] * (pixels[row + x] - level);
            }
        }
    }

    private void weigh() {
        for (int i = 0; i < gain.length; i++) {
            spectrum.re[i] *= gain[i];
            spectrum.im[i] *= gain[i];
        }
    }

    private void clearMargins() {
        for (int y = 0; y < heightPx; y++) {
            int row = y * widthPx;
            if (y < marginYPx || y >= heightPx - marginYPx) {
                Arrays.fill(filtered, row, row + widthPx, 0);
            } else {
                Arrays.fill(filtered, row, row + marginXPx, 0);
                Arrays.fill(filtered, row + widthPx - marginXPx, row + widthPx, 0);
            }
        }
    }

    private void addUpPower() {
        Arrays.fill(powerX, 0);
        Arrays.fill(powerY, 0);
        for (int kx = -spectrum.kxMax; kx <= spectrum.kxMax; kx++) {
            double inColumn = 0;
            for (int ky = 0; ky <= spectrum.kyMax; ky++) {
                double power = power(kx, ky);
                inColumn += power;
                powerY[ky] += power;
            }
            powerX[Math.abs(kx)] += kx == 0 ? 2 * inColumn : inColumn;
        }
    }

    private double power(int kx, int ky) {
        int i = (kx + spectrum.kxMax) * spectrum.stride + ky;
        double power = (double) spectrum.re[i] * spectrum.re[i] + (double) spectrum.im[i] * spectrum.im[i];
        return ky == 0 ? power : power / 2;
    }

    BandSpectrum spectrum() {
        return spectrum;
    }

    /** Row-major; this object's own array. */
    float[] pixels() {
        return filtered;
    }

    /** Lets the interpolation know how this template's power is spread. */
    void shape(LagPeak peak) {
        peak.spectrum(powerX, powerY);
    }

    private static float[] gains(ImageTransform transform, BandSpectrum shape) {
        float[] gain = new float[shape.rows * shape.stride];
        for (int kx = -shape.kxMax; kx <= shape.kxMax; kx++) {
            for (int ky = 0; ky <= shape.kyMax; ky++) {
                double value = gain((double) kx / transform.periodXPx, (double) ky / transform.periodYPx);
                gain[(kx + shape.kxMax) * shape.stride + ky] = (float) (ky == 0 ? value : 2 * value);
            }
        }
        return gain;
    }

    /** Frequencies in cycles per pixel. */
    private static double gain(double fx, double fy) {
        double f2 = fx * fx + fy * fy;
        double highPass = f2 / (f2 + HIGH_PASS_CYCLES_PER_PX * HIGH_PASS_CYCLES_PER_PX);
        return highPass * StrictMath.exp(-2 * Math.PI * Math.PI * LOW_PASS_SIGMA_PX * LOW_PASS_SIGMA_PX * f2);
    }

    /**
     * Zero in a margin as wide as the shifts, then a raised-cosine slope: what the template looks at has not left the
     * frame, so nothing that leaves or enters it pulls the peak. In small frames the margin is a twelfth of the side, and
     * shifts beyond that are pulled a little towards zero.
     */
    private static float[] window(int length, int maxShiftPx) {
        float[] window = new float[length];
        double margin = marginPx(length, maxShiftPx);
        double slope = length / 12.0;
        for (int i = 0; i < length; i++) {
            double inside = Math.clamp((Math.min(i + 0.5, length - i - 0.5) - margin) / slope, 0, 1);
            window[i] = (float) (0.5 - 0.5 * StrictMath.cos(Math.PI * inside));
        }
        return window;
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    private static double marginPx(int length, int maxShiftPx) {
        return Math.min(maxShiftPx + FILTER_REACH_PX, length / 12.0);
    }
}
