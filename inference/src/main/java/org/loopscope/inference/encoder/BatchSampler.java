package org.loopscope.inference.encoder;

/**
 * Draws each step's batch without replacement. The draw depends on seed, step and size of the training set alone, so a
 * restored model goes on with the same batches.
 */
final class BatchSampler {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long seed;
    private int[] order = new int[0];

    BatchSampler(long seed) {
        this.seed = seed;
    }

    /** Fills {@code chosen} with distinct indices below {@code presentations}. */
    void draw(long step, int presentations, int[] chosen) {
        if (order.length < presentations) {
            order = new int[Math.max(presentations, 2 * order.length)];
        }
        for (int i = 0; i < presentations; i++) {
            order[i] = i;
        }
        long state = mix(seed + step * GOLDEN_GAMMA);
        for (int i = 0; i < chosen.length; i++) {
            state += GOLDEN_GAMMA;
            int pick = i + (int) (((mix(state) >>> 32) * (presentations - i)) >>> 32);
            chosen[i] = order[pick];
            order[pick] = order[i];
        }
    }

    /** The finaliser of SplitMix64 (Steele et al. 2014). */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
