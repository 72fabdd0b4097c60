package org.loopscope.stimulus.generate;

/**
 * SplitMix64 (Steele, Lea and Flood 2014): the same numbers on every machine and Java version, which
 * {@code java.util}'s faster generators do not promise. Not safe for two threads.
 */
final class PictureRandom {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private long state;

    PictureRandom(long seed) {
        state = seed;
    }

    /** A stream of its own for each picture, so that no picture depends on how many were drawn before it. */
    static PictureRandom forPicture(long seed, int part, int index) {
        return new PictureRandom(mix(mix(mix(seed) + part) + index));
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform in [0, 1). */
    double uniform() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [from, to). */
    double uniform(double from, double to) {
        return from + (to - from) * uniform();
    }

    int below(int bound) {
        return (int) (uniform() * bound);
    }

    /** Standard normal, by Marsaglia's polar method. */
    double gaussian() {
        while (true) {
            double u = uniform(-1, 1);
            double v = uniform(-1, 1);
            double s = u * u + v * v;
            if (s < 1 && s > 0) {
                return u * Math.sqrt(-2 * StrictMath.log(s) / s);
            }
        }
    }
}
