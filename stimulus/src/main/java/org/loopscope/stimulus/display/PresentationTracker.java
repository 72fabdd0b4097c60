package org.loopscope.stimulus.display;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.TtlEdge;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.Presentation.Outcome;
import org.loopscope.stimulus.StimulusDecision;

/**
 * Joins what a display did with what the photodiode saw. Every change of the screen flips the timing patch once; the
 * edge of a presentation's own change is its measured onset, the edge of the next change its offset. Experiment thread
 * only.
 */
public final class PresentationTracker {
    /** An edge later than this after its flip belongs to something else. */
    static final long EDGE_WINDOW_NS = 100_000_000;
    /** How far an edge may come before its flip: the error of a device clock that is not yet well fitted. */
    static final long CLOCK_ERROR_NS = 20_000_000;
    /** The device hands edges over a poll or two after the change, however slow the frames are. */
    private static final int POLLS_TO_WAIT = 2;

    private static final double LATE_REFRESHES = 1.5;

    private final double refreshPeriodNs;
    private final Deque<Change> changes = new ArrayDeque<>();
    private long polls;
    private long strayEdges;

    private static final class Change {
        private final long flipNs;
        private final boolean rising;
        private final @Nullable StimulusDecision decision;
        private final long announcedNs;
        private final long announcedAtPoll;
        private long edgeNs = Presentation.NOT_MEASURED;

        private Change(
                long flipNs,
                boolean rising,
                @Nullable StimulusDecision decision,
                long announcedNs,
                long announcedAtPoll) {
            this.flipNs = flipNs;
            this.rising = rising;
            this.decision = decision;
            this.announcedNs = announcedNs;
            this.announcedAtPoll = announcedAtPoll;
        }
    }

    public PresentationTracker(double refreshPeriodNs) {
        this.refreshPeriodNs = refreshPeriodNs;
    }

    /**
     * Tells that the screen has changed, in order of time.
     *
     * @param flipNs when the display was told to, session clock
     * @param rising true when the timing patch went bright
     * @param decision what appeared, or null where the screen went to mid-grey with nothing to follow
     * @param nowNs the present, session clock
     */
    public void changed(long flipNs, boolean rising, @Nullable StimulusDecision decision, long nowNs) {
        changes.addLast(new Change(flipNs, rising, decision, nowNs, polls));
    }

    /** Takes an edge of the photodiode; one that fits no change is counted and has no other effect. */
    public void edge(TtlEdge edge) {
        if (edge.line() != Line.PHOTODIODE) {
            throw new IllegalArgumentException("an edge of " + edge.line() + " is not the photodiode's");
        }
        for (Change change : changes) {
            long afterFlipNs = edge.sessionNs() - change.flipNs;
            if (change.edgeNs == Presentation.NOT_MEASURED
                    && change.rising == edge.rising()
                    && afterFlipNs >= -CLOCK_ERROR_NS
                    && afterFlipNs <= EDGE_WINDOW_NS) {
                change.edgeNs = edge.sessionNs();
                return;
            }
        }
        strayEdges++;
    }

    /** Hands over the presentations whose onset and offset are both known, or given up. Call once per cycle. */
    public void poll(long nowNs, Consumer<Presentation> ended) {
        polls++;
        while (changes.size() >= 2) {
            Iterator<Change> oldest = changes.iterator();
            Change onset = oldest.next();
            Change offset = oldest.next();
            if (!isSettled(onset, nowNs) || (onset.decision != null && !isSettled(offset, nowNs))) {
                return;
            }
            changes.removeFirst();
            if (onset.decision != null) {
                ended.accept(presentation(onset.decision, onset.edgeNs, offset.edgeNs));
            }
        }
    }

    /** How many edges of the photodiode fitted no change of the screen. */
    public long strayEdges() {
        return strayEdges;
    }

    private boolean isSettled(Change change, long nowNs) {
        return change.edgeNs != Presentation.NOT_MEASURED
                || (nowNs - change.announcedNs > EDGE_WINDOW_NS && polls - change.announcedAtPoll > POLLS_TO_WAIT);
    }

    private Presentation presentation(StimulusDecision decision, long onsetNs, long offsetNs) {
        if (onsetNs == Presentation.NOT_MEASURED) {
            return new Presentation(decision, onsetNs, offsetNs, Outcome.NOT_SEEN);
        }
        boolean late = onsetNs - decision.requestedOnsetNs() > LATE_REFRESHES * refreshPeriodNs;
        return new Presentation(decision, onsetNs, offsetNs, late ? Outcome.LATE : Outcome.ON_TIME);
    }
}
