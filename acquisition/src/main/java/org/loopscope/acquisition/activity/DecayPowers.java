package org.loopscope.acquisition.activity;

/** What is left of calcium after so many frames: {@code base^frames}. Looked up; allocates nothing. */
final class DecayPowers {
    private static final int TABLE = 4096;
    /** Below this, calcium is 0: it keeps denormal numbers, which are slow, out of long silences. */
    private static final double VANISHED = 1e-200;

    private final double[] powers = new double[TABLE];

    /** @param base 0 to 1 (exclusive) */
    DecayPowers(double base) {
        for (int n = 0; n < TABLE; n++) {
            powers[n] = StrictMath.pow(base, n);
        }
    }

    double after(long frames) {
        double power = 1;
        long rest = frames;
        while (rest >= TABLE && power >= VANISHED) {
            power *= powers[TABLE - 1];
            rest -= TABLE - 1;
        }
        power *= powers[(int) Math.min(rest, TABLE - 1)];
        return power < VANISHED ? 0 : power;
    }
}
