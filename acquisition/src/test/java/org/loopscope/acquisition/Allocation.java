package org.loopscope.acquisition;

import java.lang.management.ManagementFactory;

/** Counts what a piece of code puts on the heap, on this thread. */
public final class Allocation {
    private static final int MAX_ROUNDS = 200;

    private Allocation() {}

    /**
     * Bytes that one round allocates once the compiler has done its work: rounds are repeated until three in a row
     * allocate nothing, or it is clear that they never will.
     */
    public static long bytesPerWarmRound(Runnable round) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        long bytes = 0;
        int clean = 0;
        for (int i = 0; i < MAX_ROUNDS && clean < 3; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            round.run();
            bytes = threads.getCurrentThreadAllocatedBytes() - before;
            clean = bytes == 0 ? clean + 1 : 0;
        }
        return bytes;
    }
}
