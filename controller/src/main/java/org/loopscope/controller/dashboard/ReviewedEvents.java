package org.loopscope.controller.dashboard;

import org.jspecify.annotations.Nullable;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.CycleInputs;
import org.loopscope.controller.log.SessionEvent.NewCellsInferred;
import org.loopscope.inference.quality.HeldOutPredictions;

/** What a review keeps of a session's events in memory: all that the pages are told of, but for the values of the cells. One thread. */
final class ReviewedEvents {
    private static final float[] NOTHING = {};
    private static final HeldOutPredictions NO_PREDICTIONS = new HeldOutPredictions(new int[0], NOTHING);

    /** Stands in for every frame's events; only its length is looked at. */
    private float[] silence = NOTHING;

    /** The event without what no page is told of; null where nothing of it is told. */
    @Nullable SessionEvent light(SessionEvent event) {
        return switch (event) {
            case ActivityInferred e -> unseen(e);
            case NewCellsInferred e ->
                new NewCellsInferred(
                        e.search(), e.frameIndex(), e.settledFrameIndex(), NOTHING, NOTHING, NOTHING, NOTHING, NOTHING);
            case CycleInputs e ->
                e.presentations().isEmpty()
                                && e.pulses().isEmpty()
                                && e.commands().isEmpty()
                        ? null
                        : e;
            case SessionEvent.QualityMeasured e ->
                new SessionEvent.QualityMeasured(
                        e.presentations(),
                        e.trainingSteps(),
                        e.correlation(),
                        e.meanCorrelation(),
                        e.test(),
                        NO_PREDICTIONS);
            case SessionEvent.SessionStarted _,
                    SessionEvent.SessionContinued _,
                    SessionEvent.SourceOpened _,
                    SessionEvent.FrameArrived _,
                    SessionEvent.FrameRefused _,
                    SessionEvent.FramesLost _,
                    SessionEvent.RawFrameShed _,
                    SessionEvent.PixelsMissing _,
                    SessionEvent.RoisFixed _,
                    SessionEvent.NewCellsAdopted _,
                    SessionEvent.VolumeImaged _,
                    SessionEvent.OperatorAnswered _,
                    SessionEvent.BlockChanged _,
                    SessionEvent.StimulusDecided _,
                    SessionEvent.PulseDecided _,
                    SessionEvent.ResponseMeasured _,
                    SessionEvent.ResponseInvalidated _,
                    SessionEvent.TargetsChosen _,
                    SessionEvent.ImagesPredicted _,
                    SessionEvent.BaselineMeasured _,
                    SessionEvent.ClockFitted _,
                    SessionEvent.LatencyMeasured _,
                    SessionEvent.FaultRaised _,
                    SessionEvent.SessionEnded _ -> event;
            case SessionEvent.LogBegun _,
                    SessionEvent.ModelGiven _,
                    SessionEvent.CellsGiven _,
                    SessionEvent.CellsMatched _,
                    SessionEvent.CellSearchBegun _,
                    SessionEvent.FrameQualityMeasured _,
                    SessionEvent.TrainingStepsTaken _,
                    SessionEvent.ComputeDeviceLost _,
                    SessionEvent.CellJudged _,
                    SessionEvent.ModelSnapshot _,
                    SessionEvent.ArrayChecksum _ -> null;
        };
    }

    /** The frame with as many cells, but without their values. */
    private ActivityInferred unseen(ActivityInferred e) {
        if (silence.length != e.events().length) {
            silence = new float[e.events().length];
        }
        return new ActivityInferred(
                e.frameIndex(),
                e.frameEndNs(),
                e.readyNs(),
                e.shiftXPx(),
                e.shiftYPx(),
                e.correlation(),
                e.settledFrameIndex(),
                NOTHING,
                NOTHING,
                NOTHING,
                silence,
                NOTHING);
    }

    /** When an event was, session clock; {@link Long#MIN_VALUE} where it does not say. */
    static long timeNs(SessionEvent event) {
        return switch (event) {
            case SessionEvent.FrameArrived e -> e.frameEndNs();
            case SessionEvent.FrameRefused e -> e.frameEndNs();
            case CycleInputs e -> e.nowNs();
            case SessionEvent.BlockChanged e -> e.nowNs();
            case SessionEvent.OperatorAnswered e -> e.nowNs();
            case SessionEvent.ClockFitted e -> e.nowNs();
            case SessionEvent.FaultRaised e -> e.nowNs();
            case SessionEvent.SessionEnded e -> e.nowNs();
            default -> Long.MIN_VALUE;
        };
    }
}
