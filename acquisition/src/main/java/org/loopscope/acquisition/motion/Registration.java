package org.loopscope.acquisition.motion;

/**
 * Locates images relative to a template and moves them back: the work that making a template and following it share.
 * What weighs in the correlation: frequencies between a high-pass at 0.1 cycles per pixel, against the uneven
 * background, and a Gaussian low-pass of 0.7 px, against photon noise; chosen on real two-photon frames. One thread;
 * allocates nothing per image.
 */
final class Registration {
    private static final double HIGH_PASS_CYCLES_PER_PX = 0.1;
    private static final double LOW_PASS_SIGMA_PX = 0.7;
    private static final double BAND_FRACTION = 0.6;
    /** How far the high-pass carries the jump between opposite edges of the frame into it. */
    private static final double FILTER_REACH_PX = 4;

    private final int widthPx;
    private final int heightPx;
    private final CrossCorrelator correlator;
    private final Resampler resampler;
    private final float[] windowX;
    private final float[] windowY;
    /** Mean square of the window: the part of an image's energy that the template can match. */
    private final double windowPower;

    private final float[] windowed;
    private final Displacement ownDisplacement = new Displacement();

    Registration(int widthPx, int heightPx, int maxShiftPx) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.correlator = new CrossCorrelator(
                new ImageTransform(widthPx, heightPx, BAND_FRACTION), Registration::gain, maxShiftPx);
        this.resampler = new Resampler(widthPx, heightPx);
        this.windowX = window(widthPx, maxShiftPx);
        this.windowY = window(heightPx, maxShiftPx);
        this.windowPower = meanSquare(windowX) * meanSquare(windowY);
        this.windowed = new float[widthPx * heightPx];
    }

    private static double gain(double fx, double fy) {
        double f2 = fx * fx + fy * fy;
        double highPass = f2 / (f2 + HIGH_PASS_CYCLES_PER_PX * HIGH_PASS_CYCLES_PER_PX);
        return highPass * StrictMath.exp(-2 * Math.PI * Math.PI * LOW_PASS_SIGMA_PX * LOW_PASS_SIGMA_PX * f2);
    }

    /**
     * Zero in a margin as wide as the shifts, then a raised-cosine slope: what the template looks at has not left the
     * frame, so nothing that leaves or enters it pulls the peak. In small frames the margin is a tenth of the side, and
     * shifts beyond that are pulled a little towards zero.
     */
    private static float[] window(int length, int maxShiftPx) {
        float[] window = new float[length];
        double margin = Math.min(maxShiftPx + FILTER_REACH_PX, length / 10.0);
        double slope = length / 12.0;
        for (int i = 0; i < length; i++) {
            double inside = Math.clamp((Math.min(i + 0.5, length - i - 0.5) - margin) / slope, 0, 1);
            window[i] = (float) (0.5 - 0.5 * StrictMath.cos(Math.PI * inside));
        }
        return window;
    }

    private static double meanSquare(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value * value;
        }
        return sum / values.length;
    }

    /** Takes a copy of {@code pixels} as the template. */
    void template(float[] pixels) {
        double sum = 0;
        double weights = 0;
        double plain = 0;
        for (int y = 0, i = 0; y < heightPx; y++) {
            for (int x = 0; x < widthPx; x++, i++) {
                float weight = windowY[y] * windowX[x];
                sum += weight * pixels[i];
                weights += weight;
                plain += pixels[i];
            }
        }
        float level = (float) (sum / weights);
        for (int y = 0, i = 0; y < heightPx; y++) {
            for (int x = 0; x < widthPx; x++, i++) {
                windowed[i] = windowY[y] * windowX[x] * (pixels[i] - level);
            }
        }
        correlator.template(windowed, windowPower);
        // Structure cut by the window pulls the peak a little to one side; without this the template would creep.
        correlator.locate(pixels, (float) (plain / pixels.length), ownDisplacement);
    }

    /** @param level mean of {@code pixels} */
    void locate(float[] pixels, float level, Displacement out) {
        correlator.locate(pixels, level, out);
        out.xPx -= ownDisplacement.xPx;
        out.yPx -= ownDisplacement.yPx;
    }

    void putBack(float[] pixels, Displacement displacement, float[] out) {
        resampler.resample(pixels, displacement.xPx, displacement.yPx, out);
    }
}
