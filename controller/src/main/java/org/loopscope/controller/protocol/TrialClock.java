package org.loopscope.controller.protocol;

import org.loopscope.controller.config.BlockConfig.Timing;

/**
 * The trials' regular beat: when the next one begins, and when it has to be decided. The beat is kept
 * whatever happens to a trial. Times on the session clock, nanoseconds.
 */
final class TrialClock {
    private final Timing timing;
    private final long leadNs;
    private final long deadlineBeforeOnsetNs;
    private long nextOnsetNs;

    TrialClock(Timing timing, long firstOnsetNs, long leadNs, long deadlineBeforeOnsetNs) {
        this.timing = timing;
        this.leadNs = leadNs;
        this.deadlineBeforeOnsetNs = deadlineBeforeOnsetNs;
        this.nextOnsetNs = firstOnsetNs;
    }

    boolean due(long nowNs) {
        return nowNs >= nextOnsetNs - leadNs;
    }

    long onsetNs() {
        return nextOnsetNs;
    }

    long durationNs() {
        return timing.presentationNs();
    }

    long deadlineNs() {
        return nextOnsetNs - deadlineBeforeOnsetNs;
    }

    void advance() {
        nextOnsetNs += timing.periodNs();
    }

    /** All trials to come begin so much later, as after a pause. */
    void putOff(long byNs) {
        nextOnsetNs += byNs;
    }
}
