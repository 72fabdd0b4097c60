package org.loopscope.acquisition.activity;

/**
 * {@code h(z) = phi(z) / Phi(z)}, the density of the standard normal distribution over its cumulative: the mean of a
 * normal variable of mean z and variance 1 that is known to be positive is {@code z + h(z)}. Out of a table, between
 * whose entries the cubic is taken that has h and its slope {@code h' = -h (z + h)} at both ends: right to 1e-6 of h.
 */
final class MillsRatio {
    /** Below, {@code h = -z - 1/z + 2/z^3}; above, Phi is 1 to 1e-28. */
    private static final int LOWEST = -12;

    private static final int HIGHEST = 11;
    private static final int PER_UNIT = 64;
    private static final int FRACTION_TERMS = 400;

    private final double[] table = new double[(HIGHEST - LOWEST) * PER_UNIT + 2];

    MillsRatio() {
        for (int entry = 0; entry < table.length; entry++) {
            table[entry] = exact(LOWEST + (double) entry / PER_UNIT);
        }
    }

    double at(double z) {
        if (z <= LOWEST) {
            return -z - 1 / z + 2 / (z * z * z);
        }
        if (z >= HIGHEST) {
            return 0;
        }
        double position = (z - LOWEST) * PER_UNIT;
        int entry = (int) position;
        double t = position - entry;
        double left = LOWEST + (double) entry / PER_UNIT;
        double h0 = table[entry];
        double h1 = table[entry + 1];
        double slope0 = -h0 * (left + h0) / PER_UNIT;
        double slope1 = -h1 * (left + 1.0 / PER_UNIT + h1) / PER_UNIT;
        double rise = h1 - h0;
        return h0 + t * (slope0 + t * (3 * rise - 2 * slope0 - slope1 + t * (slope0 + slope1 - 2 * rise)));
    }

    static double exact(double z) {
        if (z < -2) {
            // The continued fraction of Phi/phi at |z|, from its far end.
            double tail = -z;
            for (int term = FRACTION_TERMS; term >= 1; term--) {
                tail = -z + term / tail;
            }
            return tail;
        }
        // Phi = 1/2 + phi (z + z^3/3 + z^5/15 + ...)
        double density = StrictMath.exp(-z * z / 2) / StrictMath.sqrt(2 * Math.PI);
        double sum = 0;
        double power = z;
        for (int odd = 1; Math.abs(power) > 1e-18 * Math.abs(sum); odd += 2, power *= z * z / odd) {
            sum += power;
        }
        return density / (0.5 + density * sum);
    }
}
