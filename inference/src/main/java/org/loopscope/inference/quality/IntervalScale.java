package org.loopscope.inference.quality;

/** On which scale a figure's errors are nearly normal, so that an interval may be laid symmetrically there. */
enum IntervalScale {
    /** As it is. */
    PLAIN,
    /** As it is, and cut to 0 to 1. */
    SHARE,
    /** Inverse hyperbolic tangent: for correlations. */
    FISHER,
    /** Logarithm of what is left of 1: for explained fractions, whose errors reach far down and not above 1. */
    UNEXPLAINED;

    /** Correlations this close to 1, and less unexplained than this, count as this. */
    private static final double LEAST_LEFT = 1e-6;

    double to(double value) {
        return switch (this) {
            case PLAIN, SHARE -> value;
            case FISHER -> {
                double within = Math.clamp(value, -1 + LEAST_LEFT, 1 - LEAST_LEFT);
                yield 0.5 * StrictMath.log((1 + within) / (1 - within));
            }
            case UNEXPLAINED -> -StrictMath.log(Math.max(1 - value, LEAST_LEFT));
        };
    }

    double from(double scaled) {
        return switch (this) {
            case PLAIN -> scaled;
            case SHARE -> possible(scaled);
            case FISHER -> StrictMath.tanh(scaled);
            case UNEXPLAINED -> 1 - StrictMath.exp(-scaled);
        };
    }

    /** The nearest value that the figure can truly have. */
    double possible(double value) {
        return switch (this) {
            case PLAIN -> value;
            case SHARE -> Math.clamp(value, 0, 1);
            case FISHER -> Math.clamp(value, -1, 1);
            case UNEXPLAINED -> Math.min(value, 1);
        };
    }
}
