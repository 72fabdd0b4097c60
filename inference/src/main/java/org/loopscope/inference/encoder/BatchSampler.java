package org.loopscope.inference.encoder;

import org.loopscope.inference.SplitMix;

/**
 * Draws each step's batch without replacement. The draw depends on seed, step and size of the training set alone, so a
 * restored model goes on with the same batches.
 */
final class BatchSampler {

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
        long state = SplitMix.mix(seed + step * SplitMix.GAMMA);
        for (int i = 0; i < chosen.length; i++) {
            state += SplitMix.GAMMA;
            int pick = i + (int) (((SplitMix.mix(state) >>> 32) * (presentations - i)) >>> 32);
            chosen[i] = order[pick];
            order[pick] = order[i];
        }
    }
}
