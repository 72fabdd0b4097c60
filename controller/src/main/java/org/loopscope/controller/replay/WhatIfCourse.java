package org.loopscope.controller.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.path.VolumePath;
import org.loopscope.controller.ClosedLoopExperiment;
import org.loopscope.controller.config.KeyDifference;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.CycleInputs;
import org.loopscope.controller.log.SessionEvent.RoisFixed;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.controller.protocol.ProtocolSettings;
import org.loopscope.controller.whatif.ActivityTally;
import org.loopscope.controller.whatif.CellPairs;
import org.loopscope.controller.whatif.DecisionTally;
import org.loopscope.controller.whatif.QualityTally;

/**
 * Feeds a recorded session to another experiment: its frames to the imaging, and what the animal saw, the edges and the
 * operator's commands to the experiment, each in the cycle in which it came. What the experiment decides is shown to
 * nobody; it is held against what was decided in the same cycle. When the plans have parted the experiment stands still,
 * and the imaging goes on.
 */
final class WhatIfCourse {
    private final WhatIfModel model;
    private final ClosedLoopExperiment experiment;
    private final ReplayedActivity activity;
    private final Comparison comparison;
    private final @Nullable VolumePath path;
    private final LongConsumer progress;
    private final List<RoisFixed> fixed = new ArrayList<>();
    private final List<SessionEvent> recorded = new ArrayList<>();
    private final List<SessionEvent> tried = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final DecisionTally decisions;
    private final QualityTally quality = new QualityTally();
    private @Nullable ActivityTally tally;
    private @Nullable CellPairs cells;
    private long frameIndex = -1;

    /**
     * @param path null to take the logged activity
     * @param frames null where there are none
     * @param cutOff the session never ended, so its last frames may not have reached the file
     * @param keys in which the two experiments differ
     * @param progress told the number of frames so far
     */
    WhatIfCourse(
            ProtocolSettings settings,
            WhatIfModel model,
            @Nullable VolumePath path,
            @Nullable FrameArchive frames,
            boolean cutOff,
            List<KeyDifference> keys,
            LongConsumer progress) {
        this.model = model;
        this.path = path;
        this.progress = progress;
        comparison = new Comparison(this::imaged);
        activity = new ReplayedActivity(comparison, path, frames, new JournaledSearches(), cutOff);
        decisions = new DecisionTally(this::pairs, keys);
        experiment = new ClosedLoopExperiment(settings, model, Replay.nowhere(), this::putOut);
    }

    /** Goes through the journal. */
    void run(Path journal) throws IOException {
        long frames = 0;
        try (JournalReader reader = JournalReader.open(journal)) {
            SessionEvent event = reader.next();
            while (event != null && !activity.pixelsEnded()) {
                if (event instanceof SessionEvent.FrameArrived) {
                    progress.accept(++frames);
                }
                take(event);
                event = reader.next();
            }
        }
        endCycle();
    }

    private void take(SessionEvent event) {
        switch (event) {
            case SessionEvent.FrameArrived arrived -> activity.arrived(arrived);
            case RoisFixed rois -> {
                fixed.add(rois);
                activity.fixed(rois);
            }
            case ActivityInferred logged -> activity.logged(logged);
            case SessionEvent.FrameQualityMeasured logged when path == null -> activity.logged(logged);
            case SessionEvent.VolumeImaged logged when path == null -> activity.logged(logged);
            case CycleInputs inputs -> step(inputs);
            case SessionEvent.BlockChanged output -> expect(output);
            case SessionEvent.StimulusDecided output -> expect(output);
            case SessionEvent.PulseDecided output -> expect(output);
            case SessionEvent.ResponseMeasured output -> expect(output);
            case SessionEvent.ResponseInvalidated output -> expect(output);
            case SessionEvent.TargetsChosen output -> expect(output);
            case SessionEvent.OperatorAnswered output -> expect(output);
            case SessionEvent.ImagesPredicted output -> expect(output);
            case SessionEvent.CellJudged output -> expect(output);
            case SessionEvent.ModelSnapshot output -> expect(output);
            case SessionEvent.QualityMeasured output -> {
                quality.record(output);
                expect(output);
            }
            default -> {} // an input that is read elsewhere, or a measurement
        }
    }

    private void expect(SessionEvent output) {
        recorded.add(output);
        comparison.expect(output, frameIndex);
    }

    private void putOut(SessionEvent output) {
        tried.add(output);
        comparison.compute(output);
        if (output instanceof SessionEvent.QualityMeasured measured) {
            quality.tried(measured);
        }
    }

    private void step(CycleInputs inputs) {
        endCycle();
        if (inputs.frameIndex() == CycleInputs.BEFORE_FIRST_FRAME) {
            experiment.beforeFirstFrame(inputs);
            return;
        }
        if (inputs.frameIndex() == CycleInputs.SOURCE_ENDED) {
            if (!decisions.plansParted()) {
                experiment.sourceEnded(granted(inputs));
            }
            return;
        }
        frameIndex = inputs.frameIndex();
        var imaged = activity.of(frameIndex);
        if (!decisions.plansParted()) {
            experiment.step(granted(inputs), imaged);
        }
    }

    private CycleInputs granted(CycleInputs inputs) {
        return new CycleInputs(
                inputs.frameIndex(),
                inputs.nowNs(),
                inputs.edges(),
                inputs.pulses(),
                inputs.presentations(),
                model.grant(inputs.modelUpdatesTaken()),
                inputs.commands());
    }

    private void endCycle() {
        var protocol = experiment.protocol();
        decisions.cycle(frameIndex, recorded, tried, protocol == null ? null : protocol.knowledge());
        recorded.clear();
        tried.clear();
    }

    /** A frame's activity as it comes out here, and as it was logged; before the calibration's end there are no cells. */
    private void imaged(ActivityInferred own, ActivityInferred logged) {
        if (own.events().length == 0 && logged.events().length > 0) {
            return;
        }
        ActivityTally into = tally == null ? new ActivityTally(pairs()) : tally;
        tally = into;
        into.add(logged, own);
        if (!into.differs() && !comparison.same(own, logged)) {
            into.differ(logged.frameIndex(), ActivityDifference.describe(own, logged));
        }
    }

    private CellPairs pairs() {
        CellPairs known = cells;
        if (known == null) {
            known = path == null
                    ? CellPairs.same(
                            fixed.stream().mapToInt(each -> each.rois().size()).sum())
                    : CellPairing.of(fixed, path, notes);
            cells = known;
        }
        return known;
    }

    /** Which cells are which; empty where one side never had any. */
    Optional<CellPairs> cells() {
        return path == null ? Optional.of(pairs()) : Optional.ofNullable(cells);
    }

    ActivityTally activity() {
        return tally == null ? new ActivityTally(CellPairs.same(0)) : tally;
    }

    DecisionTally decisions() {
        return decisions;
    }

    QualityTally quality() {
        return quality;
    }

    Comparison comparison() {
        return comparison;
    }

    /** What could not be matched. */
    List<String> notes() {
        return notes;
    }

    boolean pixelsEnded() {
        return activity.pixelsEnded();
    }
}
