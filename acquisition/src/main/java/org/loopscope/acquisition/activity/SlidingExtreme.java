package org.loopscope.acquisition.activity;

import java.util.Arrays;

/**
 * The largest of each cell's last {@code window} values, by a queue that keeps only the values that can still become
 * the largest (Lemire 2006, Nordic J Comput 13: 328): every value enters and leaves it once, so the cost per value is
 * constant on average and at most {@code window} once. For the smallest, give it the values with their signs turned.
 */
final class SlidingExtreme {
    private final int window;
    /** Per cell, a ring of descending values and when each came. */
    private final float[] value;

    private final long[] cameAt;
    private final int[] first;
    private final int[] size;

    SlidingExtreme(int cells, int window) {
        this.window = window;
        this.value = new float[cells * window];
        this.cameAt = new long[cells * window];
        this.first = new int[cells];
        this.size = new int[cells];
    }

    void clear() {
        Arrays.fill(size, 0);
    }

    /**
     * Takes a cell's next value.
     *
     * @param at one more than that of the value before
     * @return the largest of the values that came at {@code at - window + 1} to {@code at}
     */
    float next(int cell, long at, float next) {
        int from = cell * window;
        int held = size[cell];
        int head = first[cell];
        if (held > 0 && cameAt[from + head] <= at - window) {
            head = head + 1 == window ? 0 : head + 1;
            held--;
        }
        while (held > 0 && value[from + wrapped(head + held - 1)] <= next) {
            held--;
        }
        int slot = from + wrapped(head + held);
        value[slot] = next;
        cameAt[slot] = at;
        first[cell] = head;
        size[cell] = held + 1;
        return value[from + head];
    }

    private int wrapped(int slot) {
        return slot < window ? slot : slot - window;
    }
}
