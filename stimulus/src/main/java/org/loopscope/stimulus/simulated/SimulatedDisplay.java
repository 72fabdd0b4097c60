package org.loopscope.stimulus.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.firmware.TtlEdge;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.Screen;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusDecision;
import org.loopscope.stimulus.StimulusImage;
import org.loopscope.stimulus.StimulusPresenter;
import org.loopscope.stimulus.display.PresentationTracker;

/**
 * A display that shows to nobody but the simulated neurons. It changes only at its own refreshes, and the light follows
 * a refresh after the display's lag; a picture has at least one refresh.
 *
 * <p>Threads: the experiment's submits and polls, any thread may look ({@link Screen#at}) or {@link #blank}. A looker
 * sees an immutable timeline that also holds what is queued, so it may look ahead of the last poll.
 */
public final class SimulatedDisplay implements StimulusPresenter, Screen {
    private static final int MAX_QUEUED = 64;
    private static final long KEPT_NS = 5_000_000_000L;

    /**
     * How the display keeps time.
     *
     * @param refreshHz its true refresh rate by the session clock
     * @param phaseNs session time of one of its refreshes
     * @param lagNs from a refresh to the change of light
     */
    public record Timing(double refreshHz, long phaseNs, long lagNs) {
        public Timing {
            if (!(refreshHz > 0 && refreshHz <= 1000)) {
                throw new IllegalArgumentException(
                        "display: refresh rate must be above 0 and at most 1000 Hz, was " + refreshHz);
            }
            if (lagNs < 0 || lagNs > 100_000_000) {
                throw new IllegalArgumentException("display: lag must be 0 to 100 ms, was " + lagNs + " ns");
            }
        }

        /** A little off its nominal rate, as crystals are, and 6 ms behind: a full refresh of waiting still counts as on time. */
        public static Timing around(double nominalHz) {
            return new Timing(nominalHz * (1 - 37e-6), 3_100_000, 6_000_000);
        }
    }

    private final StimulusBank bank;
    private final RefreshClock refresh;
    private final long lagNs;
    private final PhotodiodeLine photodiode;
    private final PresentationTracker tracker;
    private final List<ScreenChange> due = new ArrayList<>();
    private boolean patchBright;

    private final Object lock = new Object();
    // Guarded by the lock: kept, due and queued changes in order of time, and how many of them have been announced.
    private final List<ScreenChange> changes = new ArrayList<>();
    private int announced;
    private long polledNs;
    private long lastOnsetNs = Long.MIN_VALUE;
    private long droppedDecisions;
    private boolean closed;

    private volatile ScreenTimeline timeline = ScreenTimeline.EMPTY;

    public SimulatedDisplay(StimulusBank bank, Timing timing, PhotodiodeLine photodiode) {
        this.bank = bank;
        this.refresh = new RefreshClock(1e9 / timing.refreshHz(), timing.phaseNs());
        this.lagNs = timing.lagNs();
        this.photodiode = photodiode;
        this.tracker = new PresentationTracker(refresh.periodNs());
    }

    @Override
    public void submit(StimulusDecision decision) {
        @Nullable StimulusImage picture = bank.pictureOf(decision.stimulus());
        synchronized (lock) {
            requireAcceptable(decision);
            lastOnsetNs = decision.requestedOnsetNs();
            long fromNs = Math.max(decision.requestedOnsetNs(), Math.max(decision.decidedNs(), polledNs));
            long onset = refresh.atOrAfter(fromNs);
            if (changes.size() > announced
                    && changes.getLast().decision() == null
                    && changes.getLast().flip() >= onset) {
                changes.removeLast();
            }
            if (!changes.isEmpty()) {
                onset = Math.max(onset, changes.getLast().flip() + 1);
            }
            changes.add(change(onset, decision, picture));
            long offset = Math.max(onset + 1, refresh.atOrAfter(fromNs + decision.durationNs()));
            changes.add(change(offset, null, null));
            publish();
        }
    }

    @Override
    public void photodiodeEdge(TtlEdge edge) {
        tracker.edge(edge);
    }

    @Override
    public void poll(long nowNs, Consumer<Presentation> ended) {
        due.clear();
        synchronized (lock) {
            polledNs = Math.max(polledNs, nowNs);
            while (announced < changes.size() && changes.get(announced).lightNs() <= nowNs) {
                due.add(changes.get(announced++));
            }
        }
        for (ScreenChange change : due) {
            patchBright = !patchBright;
            tracker.changed(change.flipNs(), patchBright, change.decision(), nowNs);
            photodiode.edge(patchBright, change.lightNs());
        }
        tracker.poll(nowNs, ended);
    }

    @Override
    public @Nullable StimulusImage at(long sessionNs) {
        return timeline.at(sessionNs);
    }

    /** Takes effect at the first refresh after the last poll, so that it needs no clock. */
    @Override
    public void blank() {
        synchronized (lock) {
            long grey = refresh.atOrAfter(polledNs);
            while (changes.size() > announced && changes.getLast().flip() >= grey) {
                if (changes.removeLast().decision() != null) {
                    droppedDecisions++;
                }
            }
            if (!changes.isEmpty() && changes.getLast().decision() != null) {
                changes.add(change(Math.max(grey, changes.getLast().flip() + 1), null, null));
            }
            publish();
        }
    }

    /** Goes to mid-grey and takes no more decisions; polling may go on, to see the last presentation end. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            blank();
        }
    }

    /** How many decisions {@link #blank} took from the queue before they were seen. */
    public long droppedDecisions() {
        synchronized (lock) {
            return droppedDecisions;
        }
    }

    /** How many edges of the photodiode fitted no change of the screen. Experiment thread. */
    public long strayEdges() {
        return tracker.strayEdges();
    }

    private void requireAcceptable(StimulusDecision decision) {
        if (closed) {
            throw new IllegalStateException("decision " + decision.index() + " comes after the display was closed");
        }
        if (decision.requestedOnsetNs() < lastOnsetNs) {
            throw new IllegalArgumentException("decision " + decision.index() + " is out of order: its onset is "
                    + (lastOnsetNs - decision.requestedOnsetNs()) + " ns before that of the one before");
        }
        if (decision.durationNs() <= 0) {
            throw new IllegalArgumentException(
                    "decision " + decision.index() + " lasts " + decision.durationNs() + " ns; give it a duration");
        }
        if (changes.size() - announced >= 2 * MAX_QUEUED) {
            throw new IllegalStateException("decision " + decision.index() + " finds " + MAX_QUEUED
                    + " others waiting: the display is not polled");
        }
    }

    private ScreenChange change(long flip, @Nullable StimulusDecision decision, @Nullable StimulusImage picture) {
        long flipNs = refresh.flipNs(flip);
        return new ScreenChange(flip, flipNs, flipNs + lagNs, decision, picture);
    }

    /** Forgets what no looker may ask for any more, and shows the rest to all threads. */
    private void publish() {
        while (announced > 1 && changes.get(1).lightNs() < polledNs - KEPT_NS) {
            changes.removeFirst();
            announced--;
        }
        timeline = new ScreenTimeline(changes);
    }
}
