package org.loopscope.inference.policy;

/**
 * Goes through the bank's choosable pictures in random order, each once, and shuffles anew when all have been shown. No
 * picture follows itself. One thread.
 */
public final class RandomChoice {
    private final SeededShuffle shuffle;
    private final int[] order;
    private int position;

    public RandomChoice(int bankSize, long seed) {
        if (bankSize < 1) {
            throw new IllegalArgumentException("random choice needs a bank of at least 1 picture, not " + bankSize);
        }
        shuffle = new SeededShuffle(seed);
        order = new int[bankSize];
        for (int i = 0; i < bankSize; i++) {
            order[i] = i;
        }
        shuffle.shuffle(order, 0, bankSize);
    }

    /** The next picture, as an index of the bank's choosable part. */
    public int next() {
        if (position == order.length) {
            shuffle.shuffleAfter(order[order.length - 1], order, 0, order.length);
            position = 0;
        }
        return order[position++];
    }
}
