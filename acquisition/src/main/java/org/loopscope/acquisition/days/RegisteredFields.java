package org.loopscope.acquisition.days;

import java.util.Locale;

/**
 * Two fields of view brought together.
 *
 * @param displacement from the earlier field to today's
 * @param correlation of the two images' local contrast, once brought together, -1 to 1
 */
public record RegisteredFields(FieldDisplacement displacement, double correlation) {
    /** How far the field's middle has moved to the right, pixels. */
    public double shiftXPx() {
        return displacement.xPx(displacement.widthPx() / 2.0, displacement.heightPx() / 2.0);
    }

    /** How far the field's middle has moved downwards, pixels. */
    public double shiftYPx() {
        return displacement.yPx(displacement.widthPx() / 2.0, displacement.heightPx() / 2.0);
    }

    /** Where the field has gone, for people: "moved by x +3.1, y -7.9 px, ...". */
    public String inWords() {
        return String.format(
                Locale.ROOT,
                "moved by x %+.1f, y %+.1f px and turned by %+.1f degrees (correlation %.2f)",
                tenths(shiftXPx()),
                tenths(shiftYPx()),
                tenths(displacement.rotationDeg()),
                correlation);
    }

    /** Rounded, and never a zero with a minus. */
    private static double tenths(double value) {
        return Math.round(10 * value) / 10.0;
    }
}
