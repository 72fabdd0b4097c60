package org.loopscope.inference.policy;

import java.util.Random;

/** Fisher-Yates shuffles from {@link Random}, whose algorithm the Java platform specifies: one seed, one order. */
final class SeededShuffle {
    private final Random random;

    SeededShuffle(long seed) {
        random = new Random(seed);
    }

    /** Shuffles {@code items[from]} to {@code items[to - 1]}. */
    void shuffle(int[] items, int from, int to) {
        for (int i = to - 1; i > from; i--) {
            swap(items, i, from + random.nextInt(i - from + 1));
        }
    }

    /**
     * Shuffles like {@link #shuffle}, then moves the first item away from the front when it is {@code previous}, so that
     * two rounds laid end to end repeat nothing at their seam. Items within the range must differ from each other; a
     * range of one item is left as it is.
     */
    void shuffleAfter(int previous, int[] items, int from, int to) {
        shuffle(items, from, to);
        if (to - from > 1 && items[from] == previous) {
            swap(items, from, from + 1 + random.nextInt(to - from - 1));
        }
    }

    private static void swap(int[] items, int i, int j) {
        int held = items[i];
        items[i] = items[j];
        items[j] = held;
    }
}
