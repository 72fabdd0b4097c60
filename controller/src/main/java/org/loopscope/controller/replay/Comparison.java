package org.loopscope.controller.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.CellsMatched;
import org.loopscope.controller.log.SessionEvent.FrameQualityMeasured;
import org.loopscope.controller.log.SessionEvent.NewCellsAdopted;
import org.loopscope.controller.log.SessionEvent.NewCellsInferred;
import org.loopscope.controller.log.SessionEvent.VolumeImaged;
import org.loopscope.controller.log.journal.EventBytes;

/** Holds what the replay computes against what the journal says, event by event, and remembers the first difference. */
final class Comparison {
    private final EventBytes bytes = new EventBytes();
    private final BiConsumer<ActivityInferred, ActivityInferred> watch;
    private final Deque<SessionEvent> computed = new ArrayDeque<>();
    private long activities;
    private long decisions;
    private long outputs;
    private @Nullable String firstDifference;

    Comparison() {
        this((own, logged) -> {});
    }

    /** @param watch shown each frame's activity, computed and logged */
    Comparison(BiConsumer<ActivityInferred, ActivityInferred> watch) {
        this.watch = watch;
    }

    /** The replay has computed an output of the experiment. */
    void compute(SessionEvent output) {
        if (!(output instanceof SessionEvent.FaultRaised)) {
            computed.add(output);
        }
    }

    /** The journal's next output of the experiment. */
    void expect(SessionEvent logged, long frameIndex) {
        outputs++;
        if (logged instanceof SessionEvent.StimulusDecided || logged instanceof SessionEvent.PulseDecided) {
            decisions++;
        }
        SessionEvent own = computed.poll();
        if (own == null) {
            differ("frame " + frameIndex + ": the session logged " + OutputNames.of(logged)
                    + " that the replay does not reach");
        } else if (!bytes.equal(own, logged)) {
            differ("frame " + frameIndex + ": " + OutputNames.of(logged) + " differs"
                    + (own.getClass() == logged.getClass() ? "" : ", the replay has " + OutputNames.of(own)));
        }
    }

    /** One frame's activity, computed and logged; what was measured on the clock does not count. */
    void compare(ActivityInferred own, ActivityInferred logged) {
        activities++;
        watch.accept(own, logged);
        if (!same(own, logged)) {
            differ("frame " + logged.frameIndex() + ": " + ActivityDifference.describe(own, logged));
        }
    }

    /** Whether two activities are the same to the bit. */
    boolean same(ActivityInferred own, ActivityInferred logged) {
        return bytes.equal(timeless(own), timeless(logged));
    }

    /** Cells that were found while the session ran, computed and logged. */
    void compare(@Nullable NewCellsAdopted own, NewCellsAdopted logged) {
        if (own == null || !bytes.equal(own, logged)) {
            differ("frame " + logged.frameIndex() + ": search " + logged.search() + " for new cells found others");
        }
    }

    /** One frame's activity of such cells, computed and logged. */
    void compare(@Nullable NewCellsInferred own, NewCellsInferred logged) {
        if (own == null || !bytes.equal(own, logged)) {
            differ("frame " + logged.frameIndex() + ": activity of the cells that search " + logged.search()
                    + " found differs");
        }
    }

    /** How good one frame is, computed and logged; its depth was measured with a stack that the replay has not. */
    void compare(FrameQualityMeasured own, FrameQualityMeasured logged) {
        if (!bytes.equal(depthless(own), depthless(logged))) {
            differ("frame " + logged.frameIndex() + ": its quality is " + own + ", the session has " + logged);
        }
    }

    /** Which cells are which of an earlier session's, computed and logged; comes when it is ready, between any others. */
    void compare(CellsMatched own, CellsMatched logged) {
        outputs++;
        if (!bytes.equal(own, logged)) {
            differ("frame " + logged.frameIndex() + ": " + OutputNames.of(logged) + " differs");
        }
    }

    /** Which frames a volume was made of and where they lay, computed and logged. */
    void compare(VolumeImaged own, VolumeImaged logged) {
        if (!bytes.equal(own, logged)) {
            differ("volume " + logged.volume() + ": the replay has volume " + own.volume()
                    + ", other frames or other shifts");
        }
    }

    private static FrameQualityMeasured depthless(FrameQualityMeasured q) {
        return new FrameQualityMeasured(
                q.frameIndex(),
                q.shiftPx(),
                q.stepPx(),
                q.correlation(),
                q.focus(),
                Float.NaN,
                q.brightness(),
                q.brightnessLeft(),
                q.saturatedShare(),
                q.flags());
    }

    private static ActivityInferred timeless(ActivityInferred a) {
        return new ActivityInferred(
                a.frameIndex(),
                a.frameEndNs(),
                0,
                a.shiftXPx(),
                a.shiftYPx(),
                a.correlation(),
                a.settledFrameIndex(),
                a.fluorescence(),
                a.neuropil(),
                a.dfOverF(),
                a.events(),
                a.settledEvents());
    }

    /** What was computed and is not in the journal any more, since it was cut off, is not waited for. */
    void forget() {
        computed.clear();
    }

    void differ(String where) {
        if (firstDifference == null) {
            firstDifference = where;
        }
    }

    boolean identical() {
        return firstDifference == null;
    }

    @Nullable String firstDifference() {
        return firstDifference;
    }

    long activities() {
        return activities;
    }

    long decisions() {
        return decisions;
    }

    long outputs() {
        return outputs;
    }
}
