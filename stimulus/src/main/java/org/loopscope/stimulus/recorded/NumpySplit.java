package org.loopscope.stimulus.recorded;

import java.util.Arrays;

/**
 * Which pictures of a recording are for testing, for validation and for training: the split of
 * {@code numpy.random.RandomState(seed).permutation(n)}, so that figures compare with models fitted in Python. The
 * first sixth is for testing, the next tenth for validation, the rest for training.
 */
public record NumpySplit(int[] test, int[] validation, int[] train) {
    private static final int TEST_SHARE = 6;
    private static final int VALIDATION_SHARE = 10;
    private static final long MAX_SEED = 0xffffffffL;

    public static NumpySplit of(int n, long seed) {
        int[] order = permutation(n, seed);
        int test = n / TEST_SHARE;
        int validation = n / VALIDATION_SHARE;
        return new NumpySplit(
                Arrays.copyOfRange(order, 0, test),
                Arrays.copyOfRange(order, test, test + validation),
                Arrays.copyOfRange(order, test + validation, n));
    }

    /** The same numbers as {@code numpy.random.RandomState(seed).permutation(n)}. */
    public static int[] permutation(int n, long seed) {
        if (seed < 0 || seed > MAX_SEED) {
            throw new IllegalArgumentException("split: the seed must be 0 to " + MAX_SEED + ", was " + seed);
        }
        MersenneTwister random = new MersenneTwister(seed);
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        for (int i = n - 1; i > 0; i--) {
            int j = random.upTo(i);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }
}
