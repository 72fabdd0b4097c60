package org.loopscope.acquisition.quality;

import java.util.Arrays;

/**
 * The light of the field against the calibration's and against its own recent past. Light is brightness above the
 * detector's offset. One thread; allocates nothing per frame.
 */
final class BrightnessTrend {
    /** Slow against activity, quick against bleaching. */
    private static final double TAU_S = 10;

    /** A glare in one frame must not pass for light of the field. */
    private static final double MOST_OF_SLOW = 2;

    private final double offsetCounts;
    private final double darkShare;
    private final double weight;
    private final float[] calibration;
    private int calibrationFrames;
    private double reference = Double.NaN;
    private double slow;

    /** @param calibrationFrames as many brightnesses are kept at most until {@link #calibrated} */
    BrightnessTrend(double offsetCounts, double darkShare, double rateHz, int calibrationFrames) {
        this.offsetCounts = offsetCounts;
        this.darkShare = darkShare;
        this.weight = -StrictMath.expm1(-1 / (TAU_S * rateHz));
        this.calibration = new float[calibrationFrames];
    }

    /** One more frame's brightness; true when it is dark. Before the calibration's end nothing is. */
    boolean dark(float brightness) {
        if (Double.isNaN(reference)) {
            if (calibrationFrames < calibration.length) {
                calibration[calibrationFrames++] = brightness;
            }
            return false;
        }
        double light = brightness - offsetCounts;
        if (reference <= 0) {
            return false;
        }
        boolean dark = light < darkShare * slow;
        if (!dark) {
            slow += weight * (Math.min(light, MOST_OF_SLOW * slow) - slow);
        }
        return dark;
    }

    /**
     * Ends the calibration: its median is the reference, so that a few dark or bright frames in it do no harm. Answers
     * how many of them were dark.
     */
    int calibrated() {
        float[] seen = Arrays.copyOf(calibration, calibrationFrames);
        Arrays.sort(seen);
        reference = calibrationFrames == 0 ? 0 : seen[calibrationFrames / 2] - offsetCounts;
        slow = reference;
        int dark = 0;
        for (float brightness : seen) {
            dark += reference > 0 && brightness - offsetCounts < darkShare * reference ? 1 : 0;
        }
        return dark;
    }

    /** Not a number before the calibration's end, or where it has seen no light above the offset. */
    float left() {
        return reference > 0 ? (float) (slow / reference) : Float.NaN;
    }
}
