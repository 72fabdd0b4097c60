package org.loopscope.acquisition.quality;

/**
 * Beyond what a frame is flagged.
 *
 * @param shiftPx distance from the template
 * @param stepPx distance from the frame before
 * @param focusShare the running correlation with the calibration's picture, as a share of what it was then, below which
 *     the focus counts as lost
 * @param focusHoldS how long it must have been below, seconds, before frames are flagged
 * @param darkShare light, as a share of the last half minute's, below which a frame is dark
 * @param saturatedShare share of the pixels at the ceiling, from which a frame counts as saturated
 * @param ceilingCounts largest value that the detector can give, raw units; 0 where it is to be found: the largest value
 *     seen so far, once that is the largest of 8 to 16 bits above the source's own offset
 * @param brightnessLeft share of the calibration's light below which the field counts as bleached
 */
public record QualityLimits(
        double shiftPx,
        double stepPx,
        double focusShare,
        double focusHoldS,
        double darkShare,
        double saturatedShare,
        int ceilingCounts,
        double brightnessLeft) {
    private static final double SHIFT_OF_SEARCH = 0.75;

    public QualityLimits {
        require(shiftPx > 0, "shift limit must be above 0 px, was " + shiftPx);
        require(stepPx > 0, "step limit must be above 0 px, was " + stepPx);
        require(focusShare >= 0 && focusShare < 1, "share of the focus must be from 0 to below 1, was " + focusShare);
        require(focusHoldS >= 0, "time out of focus must not be negative, was " + focusHoldS + " s");
        require(darkShare >= 0 && darkShare < 1, "share of the light must be from 0 to below 1, was " + darkShare);
        require(
                saturatedShare > 0 && saturatedShare <= 1,
                "share of saturated pixels must be above 0 and at most 1, was " + saturatedShare);
        require(
                ceilingCounts >= 0 && ceilingCounts <= 65_535,
                "the ceiling must be from 1 to 65535 counts, or 0 to find it, was " + ceilingCounts);
        require(
                brightnessLeft >= 0 && brightnessLeft < 1,
                "share of the brightness left must be from 0 to below 1, was " + brightnessLeft);
    }

    /** @param maxShiftPx how far the registration looks; what lies near its end is not to be believed */
    public static QualityLimits standard(double maxShiftPx) {
        return new QualityLimits(SHIFT_OF_SEARCH * maxShiftPx, 5, 0.8, 2, 0.25, 0.001, 0, 0.5);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("quality: " + message);
        }
    }
}
