package org.loopscope.inference.quality;

/**
 * A figure with its 95 % confidence interval. Not a number where it is not defined; the ends alone are not, where the
 * pictures are too few for an interval.
 */
public record Estimate(float value, float low, float high) {
    /** What there is to say of nothing. */
    public static final Estimate UNDEFINED = new Estimate(Float.NaN, Float.NaN, Float.NaN);

    public boolean isDefined() {
        return !Float.isNaN(value);
    }

    public boolean hasInterval() {
        return !Float.isNaN(low);
    }
}
