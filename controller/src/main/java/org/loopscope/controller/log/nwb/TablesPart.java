package org.loopscope.controller.log.nwb;

import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.CycleInputs;
import org.loopscope.controller.log.SessionEvent.FrameArrived;
import org.loopscope.controller.log.SessionEvent.FrameQualityMeasured;
import org.loopscope.controller.log.SessionEvent.LatencyMeasured;
import org.loopscope.controller.log.SessionEvent.NewCellsInferred;
import org.loopscope.controller.log.SessionEvent.VolumeImaged;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.StimulusBank;

/** What happens now and then, and has words: trials, pictures, edges, faults, what was learnt, what was lost. */
final class TablesPart {
    /** What is wrong with a frame is known when so many later ones have come. */
    private static final int SURE_AFTER_FRAMES = 512;

    private final boolean hasFrames;
    private final FrameTimes times;
    private final AwaitingFrames awaiting;
    private final DarkSpans darkSpans;
    private final ShedSpans shedSpans;
    private final OnFirstUse<LostVolumes> lostVolumes;
    private final DepthTraces depths;
    private final CellTables cells;
    private final StimulusPictures pictures;
    private final DecisionBlocks decisionBlocks = new DecisionBlocks();
    private final OnFirstUse<TrialTable> trials;
    private final BlockTable blocks;
    private final InvalidTimes invalidTimes;
    private final PulseTables pulses;
    private final RigTables rig;
    private final OperatorTable operators;
    private final ModelTables model;
    private long lastNs;
    private long lastFrame;

    TablesPart(
            NwbObjects objects, @Nullable FrameFormat frames, StimulusBank bank, PlaneNames names, CellTables cells) {
        this.hasFrames = frames != null;
        this.times = FrameTimes.of(frames);
        this.awaiting = new AwaitingFrames(times, hasFrames, this::recordTimed);
        this.cells = cells;
        this.lostVolumes = new OnFirstUse<>(() -> new LostVolumes(objects, names));
        this.depths = new DepthTraces(objects, names);
        this.pictures = new StimulusPictures(objects, bank);
        this.trials = new OnFirstUse<>(() -> new TrialTable(objects));
        this.blocks = new BlockTable(objects);
        this.invalidTimes = new InvalidTimes(objects);
        this.darkSpans = new DarkSpans(invalidTimes);
        this.shedSpans = new ShedSpans(invalidTimes);
        this.pulses = new PulseTables(objects);
        this.rig = new RigTables(objects);
        this.operators = new OperatorTable(objects);
        this.model = new ModelTables(objects);
    }

    void record(SessionEvent event) {
        switch (event) {
            case FrameArrived e -> arrived(e);
            case SessionEvent.FramesLost e -> invalidTimes.append(e.from(), e.to(), e.reason(), times);
            case SessionEvent.FrameRefused e -> rig.refused(e);
            case SessionEvent.RawFrameShed e -> shedSpans.append(e, times);
            case SessionEvent.PixelsMissing e ->
                invalidTimes.append(e.from(), e.to(), "raw pixels not kept: the session was cut off before", times);
            case SessionEvent.RoisFixed e -> cells.fixed(e);
            case SessionEvent.CellsMatched e -> cells.matched(e);
            case SessionEvent.NewCellsAdopted e -> cells.adopt(e);
            case ActivityInferred e -> {
                if (!hasFrames) {
                    times.arrived(e.frameIndex(), 0, e.frameEndNs(), e.frameEndNs());
                }
            }
            case NewCellsInferred e -> awaiting.add(e);
            case FrameQualityMeasured e -> awaiting.add(e);
            case VolumeImaged e -> awaiting.add(e);
            case LatencyMeasured e -> awaiting.add(e);
            case CycleInputs e -> recordCycle(e);
            case SessionEvent.BlockChanged e -> {
                happened(e.nowNs(), e.frameIndex());
                decisionBlocks.changed(e);
                blocks.changed(e);
            }
            case SessionEvent.StimulusDecided e -> {
                pictures.of(e.decision().stimulus());
                decisionBlocks.decided(e.decision());
            }
            case SessionEvent.PulseDecided e -> pulses.decided(e, times);
            case SessionEvent.ResponseMeasured e -> model.response(e);
            case SessionEvent.ResponseInvalidated e -> model.invalid(e);
            case SessionEvent.TargetsChosen e -> model.targets(e);
            case SessionEvent.QualityMeasured e -> model.quality(e);
            case SessionEvent.CellJudged e -> model.judged(e);
            case SessionEvent.ModelSnapshot e -> model.snapshot(e);
            case SessionEvent.ClockFitted e -> rig.clock(e);
            case SessionEvent.FaultRaised e -> rig.fault(e);
            case SessionEvent.OperatorAnswered e -> operators.answered(e);
            case SessionEvent.BaselineMeasured e -> {} // to look at meanwhile; the summary has them at the end
            case SessionEvent.ImagesPredicted e -> {} // the pictures that were shown have their predictions
            case SessionEvent.LogBegun e -> {} // this file was made of it
            case SessionEvent.SessionStarted e -> {} // written with the metadata
            case SessionEvent.SessionContinued e -> {} // the metadata say which part this is
            case SessionEvent.SourceOpened e -> {} // so is the frames' shape
            case SessionEvent.ModelGiven e -> {} // for the replay; the configuration names the file
            case SessionEvent.ComputeDeviceLost e -> {} // for the replay; a fault says it to people
            case SessionEvent.CellsGiven e -> {} // the segmentation has them as they were used
            case SessionEvent.CellSearchBegun e -> {} // for the replay
            case SessionEvent.TrainingStepsTaken e -> {} // for the replay, which reads the journal
            case SessionEvent.ArrayChecksum e -> {} // says something about this file
            case SessionEvent.SessionEnded e -> {} // the file is complete before this is known
        }
    }

    /** Writes what was waiting for more to come. */
    void complete() {
        awaiting.settleAll();
        darkSpans.end(times);
        shedSpans.end(times);
        invalidTimes.settle(Long.MAX_VALUE);
        model.complete();
        blocks.endAt(lastNs, lastFrame);
    }

    private void arrived(FrameArrived frame) {
        times.arrived(frame.index(), frame.plane(), frame.exposureEndNs(), frame.frameEndNs());
        happened(frame.frameEndNs(), frame.index());
        shedSpans.arrived(frame.index(), times);
        long sure = frame.index() - SURE_AFTER_FRAMES;
        invalidTimes.settle(Math.min(sure, Math.min(darkSpans.openFrom(), shedSpans.openFrom())));
        awaiting.settle();
    }

    private void recordTimed(SessionEvent event) {
        switch (event) {
            case LatencyMeasured latency -> times.decided(latency.frameIndex(), latency.decisionNs());
            case FrameQualityMeasured measured -> {
                darkSpans.append(measured, times);
                depths.append(measured, times);
            }
            case VolumeImaged volume -> {
                if (!volume.whole()) {
                    lostVolumes.value().append(volume, times);
                }
            }
            case NewCellsInferred found -> cells.append(found, times);
            default -> throw new IllegalArgumentException(event + " does not wait for a frame");
        }
    }

    private void recordCycle(CycleInputs cycle) {
        happened(cycle.nowNs(), cycle.frameIndex());
        cycle.edges().forEach(rig::edge);
        cycle.commands().forEach(operators::asked);
        cycle.pulses().forEach(pulses::executed);
        for (Presentation presentation : cycle.presentations()) {
            StimulusPictures.Numbered picture =
                    pictures.of(presentation.decision().stimulus());
            DecisionBlocks.Block block = decisionBlocks.blockOf(presentation.decision());
            double onset = trials.value().append(presentation, block, picture, times);
            pictures.shown(picture, onset);
        }
    }

    private void happened(long nowNs, long frameIndex) {
        lastNs = Math.max(lastNs, nowNs);
        lastFrame = Math.max(lastFrame, frameIndex);
    }
}
