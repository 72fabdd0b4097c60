package org.loopscope.acquisition.days;

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
}
