package org.loopscope.acquisition;

import java.util.Arrays;

/**
 * What became of the frames by the device's own numbers: which arrived, and how many were dropped, came twice, came out
 * of order or came late. Acquisition thread; allocates nothing per frame.
 */
public final class FrameLedger {
    /** What to do with a frame that has just been read. */
    public enum Verdict {
        /** The next one, or the first after a gap. */
        TAKE,
        /** It is here already. */
        DUPLICATE,
        /** Older than one that was taken, and counted as dropped then; too late to go through the loop. */
        OUT_OF_ORDER
    }

    private static final int REMEMBERED = 64;
    private static final long LEAST_LATE_NS = 5_000_000L;

    private final long lateAfterNs;
    private final long[] taken = new long[REMEMBERED];
    private long nextIndex;
    private long dropped;
    private long duplicated;
    private long reordered;
    private long late;

    /** @param lateAfterNs a frame that arrives longer than this after its exposure's end is late */
    public FrameLedger(long lateAfterNs) {
        this.lateAfterNs = lateAfterNs;
        Arrays.fill(taken, -1);
    }

    /** How long after its exposure a frame may come: until the next one is due, and 5 ms at least. */
    public static long lateAfterNs(long periodNs) {
        return Math.max(LEAST_LATE_NS, periodNs);
    }

    /** Enters one frame; its index, exposure end and arrival must be set. */
    public Verdict enter(Frame frame) {
        int slot = (int) (frame.index % REMEMBERED);
        if (frame.index < nextIndex) {
            if (taken[slot] == frame.index || frame.index < nextIndex - REMEMBERED) {
                duplicated++;
                return Verdict.DUPLICATE;
            }
            taken[slot] = frame.index;
            reordered++;
            dropped--;
            return Verdict.OUT_OF_ORDER;
        }
        dropped += frame.index - nextIndex;
        taken[slot] = frame.index;
        nextIndex = frame.index + 1;
        if (frame.frameEndNs - frame.exposureEndNs > lateAfterNs) {
            late++;
        }
        return Verdict.TAKE;
    }

    /** The number after the highest seen; from here to a taken frame's index is the gap before it. */
    public long nextIndex() {
        return nextIndex;
    }

    /** Never seen. */
    public long dropped() {
        return dropped;
    }

    public long duplicated() {
        return duplicated;
    }

    /** Seen, but after a later one. */
    public long reordered() {
        return reordered;
    }

    /** Taken, but more than the limit after its exposure. */
    public long late() {
        return late;
    }
}
