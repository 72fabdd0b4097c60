package org.loopscope.controller.log.journal;

import java.nio.ByteBuffer;
import org.loopscope.controller.log.SessionEvent;

/**
 * Session events to bytes and back. A payload is one tag byte and the event's fields in the order of its record;
 * integers and floats are little endian, {@code text} is a count of bytes (i32) and UTF-8, {@code x[]} is a count of
 * items (i32) and the items, {@code bool} is one byte, 0 or 1. Floats keep their bits, NaNs included.
 *
 * <pre>
 *  1 SessionStarted       2 (FrameArrived)       3 FramesLost           4 (RawFrameShed)
 *  5 (RoisFixed)          6 ActivityInferred     7 CycleInputs          8 TrainingStepsTaken
 *  9 BlockChanged        10 StimulusDecided     11 PulseDecided        12 ResponseMeasured
 * 13 TargetsChosen       14 (QualityMeasured)   15 ModelSnapshot       16 ClockFitted
 * 17 LatencyMeasured     18 FaultRaised         19 ArrayChecksum       20 SessionEnded
 * 21 FrameArrived        22 FrameRefused        23 SourceOpened         24 (CellsGiven)
 * 25 FrameQualityMeasured 26 ResponseInvalidated 27 RoisFixed           28 CellsGiven
 * 29 VolumeImaged        30 CellSearchBegun     31 NewCellsAdopted      32 NewCellsInferred
 * 33 CellsMatched        34 QualityMeasured     40 CellJudged         41 ModelGiven
 * 42 LogBegun            43 PixelsMissing       44 RawFrameShed         45 ComputeDeviceLost
 * 50 SessionContinued   51 OperatorAnswered     52 ImagesPredicted
 * 53 BaselineMeasured
 * </pre>
 *
 * The fields are drawn in {@link SessionCodec}, {@link ImagingCodec}, {@link ExperimentCodec}, {@link StimulusCodec},
 * {@link QualityCodec}, {@link ModelQualityCodec}, {@link DaysCodec}, {@link NewCellsCodec},
 * {@link ComplexnessCodec}, {@link TransferCodec}, {@link LogCodec}, {@link OperatorCodec} and {@link TimingCodec}. A tag is never given a second
 * meaning: a changed record gets a new tag and the old one stays readable, as 2 does, which has no plane, channel and device
 * time, 5 and 24, which are of plane 0, and 14, which has no intervals.
 */
final class EventCodec {
    private EventCodec() {}

    static void write(SessionEvent event, RecordOutput out) {
        out.u8(tag(event));
        switch (event) {
            case SessionEvent.SessionStarted e -> SessionCodec.write(e, out);
            case SessionEvent.LogBegun e -> LogCodec.write(e, out);
            case SessionEvent.PixelsMissing e -> LogCodec.write(e, out);
            case SessionEvent.FrameArrived e -> ImagingCodec.write(e, out);
            case SessionEvent.FramesLost e -> ImagingCodec.write(e, out);
            case SessionEvent.FrameRefused e -> ImagingCodec.write(e, out);
            case SessionEvent.SourceOpened e -> ImagingCodec.write(e, out);
            case SessionEvent.RawFrameShed e -> ImagingCodec.write(e, out);
            case SessionEvent.ModelGiven e -> TransferCodec.write(e, out);
            case SessionEvent.CellsGiven e -> ImagingCodec.write(e, out);
            case SessionEvent.RoisFixed e -> ImagingCodec.write(e, out);
            case SessionEvent.CellsMatched e -> DaysCodec.write(e, out);
            case SessionEvent.VolumeImaged e -> ImagingCodec.write(e, out);
            case SessionEvent.ActivityInferred e -> ImagingCodec.write(e, out);
            case SessionEvent.FrameQualityMeasured e -> QualityCodec.write(e, out);
            case SessionEvent.ResponseInvalidated e -> QualityCodec.write(e, out);
            case SessionEvent.CellSearchBegun e -> NewCellsCodec.write(e, out);
            case SessionEvent.NewCellsAdopted e -> NewCellsCodec.write(e, out);
            case SessionEvent.NewCellsInferred e -> NewCellsCodec.write(e, out);
            case SessionEvent.CycleInputs e -> ExperimentCodec.write(e, out);
            case SessionEvent.TrainingStepsTaken e -> SessionCodec.write(e, out);
            case SessionEvent.ComputeDeviceLost e -> SessionCodec.write(e, out);
            case SessionEvent.SessionContinued e -> SessionCodec.write(e, out);
            case SessionEvent.BlockChanged e -> ExperimentCodec.write(e, out);
            case SessionEvent.StimulusDecided e -> StimulusCodec.write(e.decision(), out);
            case SessionEvent.PulseDecided e -> ExperimentCodec.write(e, out);
            case SessionEvent.ResponseMeasured e -> ExperimentCodec.write(e, out);
            case SessionEvent.TargetsChosen e -> ExperimentCodec.write(e, out);
            case SessionEvent.OperatorAnswered e -> OperatorCodec.write(e, out);
            case SessionEvent.ImagesPredicted e -> ExperimentCodec.write(e, out);
            case SessionEvent.BaselineMeasured e -> ExperimentCodec.write(e, out);
            case SessionEvent.QualityMeasured e -> ModelQualityCodec.write(e, out);
            case SessionEvent.ModelSnapshot e -> SessionCodec.write(e, out);
            case SessionEvent.CellJudged e -> ComplexnessCodec.write(e, out);
            case SessionEvent.ClockFitted e -> SessionCodec.write(e, out);
            case SessionEvent.LatencyMeasured e -> ImagingCodec.write(e, out);
            case SessionEvent.FaultRaised e -> SessionCodec.write(e, out);
            case SessionEvent.ArrayChecksum e -> SessionCodec.write(e, out);
            case SessionEvent.SessionEnded e -> SessionCodec.write(e, out);
        }
    }

    /**
     * Reads one event that fills the buffer from its position to its limit.
     *
     * @throws IllegalArgumentException when the bytes are no event that this program knows
     */
    static SessionEvent read(ByteBuffer payload) {
        RecordInput in = new RecordInput(payload);
        SessionEvent event = readTagged(in);
        if (in.remaining() > 0) {
            throw new IllegalArgumentException(in.remaining() + " bytes follow the event's last field");
        }
        return event;
    }

    private static int tag(SessionEvent event) {
        return switch (event) {
            case SessionEvent.SessionStarted e -> 1;
            case SessionEvent.LogBegun e -> 42;
            case SessionEvent.PixelsMissing e -> 43;
            case SessionEvent.FrameArrived e -> 21;
            case SessionEvent.FrameRefused e -> 22;
            case SessionEvent.SourceOpened e -> 23;
            case SessionEvent.FramesLost e -> 3;
            case SessionEvent.RawFrameShed e -> 44;
            case SessionEvent.ModelGiven e -> 41;
            case SessionEvent.CellsGiven e -> 28;
            case SessionEvent.RoisFixed e -> 27;
            case SessionEvent.VolumeImaged e -> 29;
            case SessionEvent.ActivityInferred e -> 6;
            case SessionEvent.CycleInputs e -> 7;
            case SessionEvent.TrainingStepsTaken e -> 8;
            case SessionEvent.ComputeDeviceLost e -> 45;
            case SessionEvent.SessionContinued e -> 50;
            case SessionEvent.OperatorAnswered e -> 51;
            case SessionEvent.ImagesPredicted e -> 52;
            case SessionEvent.BaselineMeasured e -> 53;
            case SessionEvent.BlockChanged e -> 9;
            case SessionEvent.StimulusDecided e -> 10;
            case SessionEvent.PulseDecided e -> 11;
            case SessionEvent.ResponseMeasured e -> 12;
            case SessionEvent.TargetsChosen e -> 13;
            case SessionEvent.QualityMeasured e -> 34;
            case SessionEvent.ModelSnapshot e -> 15;
            case SessionEvent.CellJudged e -> 40;
            case SessionEvent.ClockFitted e -> 16;
            case SessionEvent.LatencyMeasured e -> 17;
            case SessionEvent.FaultRaised e -> 18;
            case SessionEvent.ArrayChecksum e -> 19;
            case SessionEvent.SessionEnded e -> 20;
            case SessionEvent.FrameQualityMeasured e -> 25;
            case SessionEvent.ResponseInvalidated e -> 26;
            case SessionEvent.CellsMatched e -> 33;
            case SessionEvent.CellSearchBegun e -> 30;
            case SessionEvent.NewCellsAdopted e -> 31;
            case SessionEvent.NewCellsInferred e -> 32;
        };
    }

    private static SessionEvent readTagged(RecordInput in) {
        int tag = in.u8();
        return switch (tag) {
            case 1 -> SessionCodec.readSessionStarted(in);
            case 2 -> ImagingCodec.readPlainFrameArrived(in);
            case 3 -> ImagingCodec.readFramesLost(in);
            case 4 -> ImagingCodec.readPlainRawFrameShed(in);
            case 5 -> ImagingCodec.readPlainRoisFixed(in);
            case 6 -> ImagingCodec.readActivityInferred(in);
            case 7 -> ExperimentCodec.readCycleInputs(in);
            case 8 -> SessionCodec.readTrainingStepsTaken(in);
            case 9 -> ExperimentCodec.readBlockChanged(in);
            case 10 -> new SessionEvent.StimulusDecided(StimulusCodec.readDecision(in));
            case 11 -> ExperimentCodec.readPulseDecided(in);
            case 12 -> ExperimentCodec.readResponseMeasured(in);
            case 13 -> ExperimentCodec.readTargetsChosen(in);
            case 14 -> ModelQualityCodec.readPlainQualityMeasured(in);
            case 15 -> SessionCodec.readModelSnapshot(in);
            case 16 -> SessionCodec.readClockFitted(in);
            case 17 -> ImagingCodec.readLatencyMeasured(in);
            case 18 -> SessionCodec.readFaultRaised(in);
            case 19 -> SessionCodec.readArrayChecksum(in);
            case 20 -> SessionCodec.readSessionEnded(in);
            case 21 -> ImagingCodec.readFrameArrived(in);
            case 22 -> ImagingCodec.readFrameRefused(in);
            case 23 -> ImagingCodec.readSourceOpened(in);
            case 24 -> ImagingCodec.readPlainCellsGiven(in);
            case 25 -> QualityCodec.readFrameQualityMeasured(in);
            case 26 -> QualityCodec.readResponseInvalidated(in);
            case 27 -> ImagingCodec.readRoisFixed(in);
            case 28 -> ImagingCodec.readCellsGiven(in);
            case 29 -> ImagingCodec.readVolumeImaged(in);
            case 30 -> NewCellsCodec.readCellSearchBegun(in);
            case 31 -> NewCellsCodec.readNewCellsAdopted(in);
            case 32 -> NewCellsCodec.readNewCellsInferred(in);
            case 33 -> DaysCodec.readCellsMatched(in);
            case 34 -> ModelQualityCodec.readQualityMeasured(in);
            case 40 -> ComplexnessCodec.readCellJudged(in);
            case 44 -> ImagingCodec.readRawFrameShed(in);
            case 42 -> LogCodec.readLogBegun(in);
            case 43 -> LogCodec.readPixelsMissing(in);
            case 45 -> SessionCodec.readComputeDeviceLost(in);
            case 50 -> SessionCodec.readSessionContinued(in);
            case 51 -> OperatorCodec.readOperatorAnswered(in);
            case 52 -> ExperimentCodec.readImagesPredicted(in);
            case 53 -> ExperimentCodec.readBaselineMeasured(in);
            case 41 -> TransferCodec.readModelGiven(in);
            default -> throw new IllegalArgumentException("there is no event with tag " + tag);
        };
    }
}
