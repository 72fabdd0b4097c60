package org.loopscope.acquisition.file.ffv1;

/** The standard table of the range coder's states (RFC 9043, section 3.8.1.5), by the rule that it is made with. */
final class StateTransitions {
    private static final long ONE = 1L << 32;
    /** A twentieth: how fast a context learns. */
    private static final long RATE = (long) (0.05 * ONE);

    private static final int LARGEST = 256 - 8;

    private StateTransitions() {}

    static int[] standard() {
        int[] next = new int[256];
        long p = ONE / 2;
        int last = 0;
        for (int i = 0; i < 128; i++) {
            int state = (int) ((256 * p + ONE / 2) >> 32);
            if (state <= last) {
                state = last + 1;
            }
            if (last > 0 && last < 256 && state <= LARGEST) {
                next[last] = state;
            }
            p += ((ONE - p) * RATE + ONE / 2) >> 32;
            last = state;
        }
        for (int i = 256 - LARGEST; i <= LARGEST; i++) {
            if (next[i] == 0) {
                p = (i * ONE + 128) >> 8;
                p += ((ONE - p) * RATE + ONE / 2) >> 32;
                int state = (int) ((256 * p + ONE / 2) >> 32);
                next[i] = Math.min(LARGEST, Math.max(state, i + 1));
            }
        }
        return next;
    }
}
