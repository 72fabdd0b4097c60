package org.loopscope.acquisition.file.ffv1;

import java.util.Arrays;

/** What the Golomb coder has learnt in each context. */
final class GolombStates {
    private static final int LONGEST_MEMORY = 128;

    final int[] drift;
    final int[] errorSum;
    final int[] bias;
    final int[] count;

    GolombStates(int contexts) {
        drift = new int[contexts];
        errorSum = new int[contexts];
        bias = new int[contexts];
        count = new int[contexts];
        clear();
    }

    void clear() {
        Arrays.fill(drift, 0);
        Arrays.fill(errorSum, 4);
        Arrays.fill(bias, 0);
        Arrays.fill(count, 1);
    }

    void update(int context, int code) {
        errorSum[context] += Math.abs(code);
        drift[context] += code;
        if (count[context] == LONGEST_MEMORY) {
            count[context] >>= 1;
            drift[context] >>= 1;
            errorSum[context] >>= 1;
        }
        int seen = ++count[context];
        if (drift[context] <= -seen) {
            bias[context] = Math.max(bias[context] - 1, -128);
            drift[context] = Math.max(drift[context] + seen, 1 - seen);
        } else if (drift[context] > 0) {
            bias[context] = Math.min(bias[context] + 1, 127);
            drift[context] = Math.min(drift[context] - seen, 0);
        }
    }
}
