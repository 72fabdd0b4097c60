package org.loopscope.controller.whatif;

/**
 * Whether a session comes out the same on another device, but for rounding. Imaging is plain Java and must not differ in
 * a bit. Sums in another order round otherwise, and training carries that on from step to step, so the model's figures
 * have a tolerance each; docs/replay.md has what was measured.
 *
 * @param activity largest difference of dF/F or of events
 * @param quality largest difference of the test correlation
 * @param predictions largest difference of a predicted rate, over the largest rate
 * @param images least correlation of two pictures made for the same cell, over pixels; 1 of none
 */
public record DeviceVerdict(double activity, double quality, double predictions, double images) {
    /** Of the test correlation. */
    public static final double QUALITY_TOLERANCE = 0.01;
    /** Of a predicted rate, over the largest rate. */
    public static final double PREDICTION_TOLERANCE = 0.05;
    /** Least correlation of synthesized pictures. */
    public static final double LEAST_IMAGE_CORRELATION = 0.99;

    static DeviceVerdict of(WhatIfReport report) {
        ActivityAgreement activity = report.activity();
        return new DeviceVerdict(
                Math.max(
                        activity.dfOverF().largestDifference(),
                        activity.events().largestDifference()),
                report.quality().largestDifference(),
                report.quality().largestPredictionDifference(),
                report.images().stream()
                        .mapToDouble(ImageAgreement::correlation)
                        .min()
                        .orElse(1));
    }

    public boolean within() {
        return activity == 0
                && quality <= QUALITY_TOLERANCE
                && predictions <= PREDICTION_TOLERANCE
                && images >= LEAST_IMAGE_CORRELATION;
    }
}
