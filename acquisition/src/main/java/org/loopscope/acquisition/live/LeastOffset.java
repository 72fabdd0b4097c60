package org.loopscope.acquisition.live;

/**
 * The offset between two clocks from readings of which the second comes late and never early: the least difference is the
 * nearest to the truth. It is kept, and let rise by a few parts per million of the time that passes, so that it follows
 * clocks that drift apart. Its error is at most the least delay of late, and that rise since.
 */
public final class LeastOffset {
    private final long risePpm;
    private boolean started;
    private long lastNs;
    private long offsetNs;

    /** @param risePpm more than the clocks drift apart, parts per million */
    public LeastOffset(long risePpm) {
        this.risePpm = risePpm;
    }

    /**
     * @param atNs the first clock; one older than the last counts as the last
     * @param differenceNs how far the second clock was ahead of it when it was read
     * @return the offset, never above {@code differenceNs}
     */
    public long track(long atNs, long differenceNs) {
        if (!started) {
            return restart(atNs, differenceNs);
        }
        long sinceNs = Math.max(0, atNs - lastNs);
        lastNs += sinceNs;
        offsetNs = Math.min(differenceNs, offsetNs + sinceNs * risePpm / 1_000_000);
        return offsetNs;
    }

    /** Forgets what was: one of the clocks has been set. */
    public long restart(long atNs, long differenceNs) {
        started = true;
        lastNs = atNs;
        offsetNs = differenceNs;
        return offsetNs;
    }
}
