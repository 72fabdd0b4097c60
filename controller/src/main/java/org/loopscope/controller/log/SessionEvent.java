package org.loopscope.controller.log;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.days.CellMatch;
import org.loopscope.acquisition.days.DayField;
import org.loopscope.acquisition.days.DayMatches;
import org.loopscope.acquisition.days.FieldDisplacement;
import org.loopscope.acquisition.days.RegisteredFields;
import org.loopscope.acquisition.path.Volume;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.log.nwb.NwbMetadata;
import org.loopscope.controller.operator.OperatorRequest;
import org.loopscope.firmware.ClockFit;
import org.loopscope.firmware.ExecutedPulse;
import org.loopscope.firmware.Pulse;
import org.loopscope.firmware.TtlEdge;
import org.loopscope.inference.Response;
import org.loopscope.inference.complexness.CellComplexness;
import org.loopscope.inference.encoder.DeviceLoss;
import org.loopscope.inference.encoder.NamedWeights;
import org.loopscope.inference.quality.HeldOutPredictions;
import org.loopscope.inference.quality.TestQuality;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.StimulusDecision;

/**
 * Everything that happens in a session and is kept. Events of one thread are in order; between threads the order of
 * arrival at the log is kept but means nothing. A replay takes the <em>inputs</em> from the journal, recomputes the
 * <em>outputs</em> and compares them.
 */
public sealed interface SessionEvent {

    /** Input, first record: what the session was started with. The wall clock is for people only. */
    record SessionStarted(
            String sessionId, String configuration, String startTime, String version, String device, boolean fullSpeed)
            implements SessionEvent {}

    /**
     * Input, before all others: what the session's file was begun with, so that it can be made again from the journal.
     *
     * @param frames shape of the frames; empty in a session without any
     * @param rawFramesKept whether the file has raw frames
     * @param deflateLevel how hard they are packed
     */
    record LogBegun(NwbMetadata metadata, Optional<FrameFormat> frames, boolean rawFramesKept, int deflateLevel)
            implements SessionEvent {}

    /**
     * Input, after the start of a part that goes on with a session that was cut off: the experiment stands where the parts
     * before it left it.
     *
     * @param part 2 for the first that goes on
     * @param earlierNs the last moment of the parts before, session clock
     */
    record SessionContinued(int part, long earlierNs) implements SessionEvent {
        public SessionContinued {
            if (part < 2) {
                throw new IllegalArgumentException("part " + part + " goes on with nothing");
            }
        }
    }

    /** Input, second record of a session with frames: what the source is, and what its frames are. */
    record SourceOpened(String description, FrameFormat format) implements SessionEvent {}

    /**
     * Input, acquisition: a frame has come, with the CRC-32C of its little-endian pixels.
     *
     * @param deviceNs end of exposure on the device's own clock, or {@link Frame#NO_DEVICE_TIME}
     * @param exposureEndNs the same on the session clock
     * @param frameEndNs when it was in our memory, session clock
     */
    record FrameArrived(
            long index, int plane, int channel, long deviceNs, long exposureEndNs, long frameEndNs, int pixelCrc)
            implements SessionEvent {
        /** A frame of the only plane and channel, of a device without a clock. */
        public FrameArrived(long index, long exposureEndNs, long frameEndNs, int pixelCrc) {
            this(index, 0, 0, Frame.NO_DEVICE_TIME, exposureEndNs, frameEndNs, pixelCrc);
        }
    }

    /** Input, acquisition: a frame has come that the loop had no use for any more, and was dropped. */
    record FrameRefused(long index, long frameEndNs, Refusal refusal) implements SessionEvent {}

    /** Why a frame was dropped that had come. */
    enum Refusal {
        /** A frame of this number had come already. */
        DUPLICATE,
        /** A later one had been taken before; it was reported lost then, and is not lost. */
        OUT_OF_ORDER
    }

    /** Input, acquisition: frames that never reached us, {@code from} to {@code to} inclusive, and why. */
    record FramesLost(long from, long to, String reason) implements SessionEvent {}

    /** Input, imaging or log: the raw pixels of a frame were not kept. */
    record RawFrameShed(long index, Shed why) implements SessionEvent {}

    /** Why pixels were not kept. */
    enum Shed {
        /** As many frames were waiting for the disk as may. */
        DISK_TOO_SLOW,
        /** What room is left is kept for activity, decisions and events. */
        DISK_NEARLY_FULL
    }

    /**
     * By a recovery, at the end: raw pixels of frames, {@code from} to {@code to} inclusive, that had not reached the file
     * when the process died.
     */
    record PixelsMissing(long from, long to) implements SessionEvent {}

    /**
     * Input, before the first frame: the network that the session's starts from.
     *
     * @param origin the file, and where the network in it was learnt
     */
    record ModelGiven(String origin, List<NamedWeights> weights) implements SessionEvent {
        public ModelGiven {
            weights = List.copyOf(weights);
        }
    }

    /**
     * Input, before the first frame: one plane's cells from a file, with the picture they were drawn in, empty where there
     * is none.
     */
    record CellsGiven(int plane, RoiSet rois, float[] reference) implements SessionEvent {
        /** Of the only plane. */
        public CellsGiven(RoiSet rois, float[] reference) {
            this(0, rois, reference);
        }
    }

    /**
     * Output, imaging: one plane's cells, fixed after the frame of this index, with the mean registered image. Activity has
     * the cells of all planes, plane by plane.
     *
     * @param offsetsNs from the time of the frame or volume that brings activity to when each cell is looked at, 0 or less
     */
    record RoisFixed(long frameIndex, int plane, RoiSet rois, long[] offsetsNs, float[] meanImage)
            implements SessionEvent {
        /** Of the only plane, looked at all at once. */
        public RoisFixed(long frameIndex, RoiSet rois, float[] meanImage) {
            this(frameIndex, 0, rois, new long[rois.size()], meanImage);
        }
    }

    /**
     * Output, matching: which of the cells are which of an earlier session's; and, as input, that session's cells and
     * picture of the field.
     *
     * @param frameIndex of the {@link RoisFixed} that was matched
     * @param xNodesPx where the earlier field lies today, see {@link FieldDisplacement#xNodesPx}
     * @param yNodesPx likewise
     * @param correlation of the two fields, once brought together
     */
    record CellsMatched(
            long frameIndex,
            RoiSet earlier,
            float[] earlierImage,
            List<CellMatch> matches,
            float[] xNodesPx,
            float[] yNodesPx,
            double correlation)
            implements SessionEvent {
        public CellsMatched {
            matches = List.copyOf(matches);
        }

        /** What was found for the cells fixed after this frame. */
        public static CellsMatched of(long frameIndex, DayField earlier, DayMatches found) {
            FieldDisplacement displacement = found.registration().displacement();
            return new CellsMatched(
                    frameIndex,
                    earlier.cells(),
                    earlier.meanImage(),
                    found.matches(),
                    displacement.xNodesPx(),
                    displacement.yNodesPx(),
                    found.registration().correlation());
        }

        /** The earlier session's field. */
        public DayField earlierField() {
            return new DayField(earlierImage, earlier);
        }

        /** What was found. */
        public DayMatches found() {
            FieldDisplacement displacement =
                    new FieldDisplacement(earlier.widthPx(), earlier.heightPx(), xNodesPx, yNodesPx);
            return new DayMatches(matches, new RegisteredFields(displacement, correlation));
        }
    }

    /**
     * Output, imaging, in sessions of several planes and in the calibration of a single one: which frames made a volume,
     * and how far each was off its plane's template, not a number until there is one. A volume of which no frame came has no such
     * record, but its number is left out.
     *
     * @param frameIndex by plane; {@link org.loopscope.acquisition.path.Volume#LOST} where the frame did not come
     */
    record VolumeImaged(long volume, long[] frameIndex, float[] shiftXPx, float[] shiftYPx, float[] correlation)
            implements SessionEvent {
        /** Whether no frame is missing; otherwise it has no activity. */
        public boolean whole() {
            return Arrays.stream(frameIndex).noneMatch(index -> index == Volume.LOST);
        }
    }

    /**
     * Output, imaging: the activity of one frame, or of the volume that it completed. {@code readyNs} is a measurement and
     * not compared.
     */
    record ActivityInferred(
            long frameIndex,
            long frameEndNs,
            long readyNs,
            float shiftXPx,
            float shiftYPx,
            float correlation,
            long settledFrameIndex,
            float[] fluorescence,
            float[] neuropil,
            float[] dfOverF,
            float[] events,
            float[] settledEvents)
            implements SessionEvent {}

    /**
     * Input, imaging: after this frame the last frames were given to a search for new cells.
     *
     * @param search running number, from 1
     */
    record CellSearchBegun(int search, long frameIndex) implements SessionEvent {}

    /**
     * Input, imaging, in its frame: the first one with activity of the cells that the search has found. Output in its
     * cells: none where there was nothing new.
     *
     * @param offsetsNs as in {@link RoisFixed}
     */
    record NewCellsAdopted(int search, long frameIndex, RoiSet rois, long[] offsetsNs) implements SessionEvent {}

    /** Output, imaging: one frame's activity of the cells that one search has found. Units as of {@link ActivityInferred}. */
    record NewCellsInferred(
            int search,
            long frameIndex,
            long settledFrameIndex,
            float[] fluorescence,
            float[] neuropil,
            float[] dfOverF,
            float[] events,
            float[] settledEvents)
            implements SessionEvent {}

    /**
     * Output, imaging: how good one frame was, those of the calibration included; what is not known is not a number. See
     * {@link org.loopscope.acquisition.quality.FrameQuality}. {@code depthUm} is a measurement and not compared.
     *
     * @param shiftPx distance from the template
     * @param flags bits of {@link org.loopscope.acquisition.quality.QualityFlag}
     */
    record FrameQualityMeasured(
            long frameIndex,
            float shiftPx,
            float stepPx,
            float correlation,
            float focus,
            float depthUm,
            float brightness,
            float brightnessLeft,
            float saturatedShare,
            int flags)
            implements SessionEvent {}

    /**
     * Input, experiment: all that one cycle of the experiment saw, taken together with one frame's activity. Two cycles
     * have no frame: {@link CycleInputs#BEFORE_FIRST_FRAME} and {@link CycleInputs#SOURCE_ENDED}.
     */
    record CycleInputs(
            long frameIndex,
            long nowNs,
            List<TtlEdge> edges,
            List<ExecutedPulse> pulses,
            List<Presentation> presentations,
            int modelUpdatesTaken,
            List<OperatorRequest> commands)
            implements SessionEvent {
        /** Frame index of what an armed session sees while it waits. */
        public static final long BEFORE_FIRST_FRAME = -1;
        /** Frame index of the news that no frame will come any more. */
        public static final long SOURCE_ENDED = -2;

        public CycleInputs {
            edges = List.copyOf(edges);
            pulses = List.copyOf(pulses);
            presentations = List.copyOf(presentations);
            commands = List.copyOf(commands);
        }
    }

    /** Output, experiment: what became of a command; {@code reason} is empty when it was accepted. */
    record OperatorAnswered(String id, String verb, boolean accepted, String reason, long nowNs)
            implements SessionEvent {}

    /** Input, model: how many optimiser steps a learning request was given. */
    record TrainingStepsTaken(long request, int steps) implements SessionEvent {}

    /** Input, model: a model went on with plain Java in this request, from this call of its on. */
    record ComputeDeviceLost(long request, DeviceLoss loss) implements SessionEvent {}

    /** Output, experiment: a block has begun or ended. */
    record BlockChanged(String block, String kind, boolean begun, long frameIndex, long nowNs)
            implements SessionEvent {}

    /** Output, experiment: what to show next. */
    record StimulusDecided(StimulusDecision decision) implements SessionEvent {}

    /** Output, experiment: a pulse requested by the activity trigger at this frame. */
    record PulseDecided(long frameIndex, long decidedNs, Pulse pulse, float drive) implements SessionEvent {}

    /** Output, experiment: the neurons' answer to a presentation. */
    record ResponseMeasured(Response response) implements SessionEvent {}

    /**
     * Output, experiment: an answer that was measured on bad frames, and counts for nothing.
     *
     * @param flags what was wrong with them, bits of {@link org.loopscope.acquisition.quality.QualityFlag}
     * @param flaggedFrames how many of its frames were bad
     */
    record ResponseInvalidated(Response response, int flags, int flaggedFrames) implements SessionEvent {}

    /** Output, experiment: the neurons that the session aims at, with the reliability each was picked by. */
    record TargetsChosen(int[] neurons, float[] reliability) implements SessionEvent {}

    /** Output, model: what it expects of the best image so far for each target, after so many presentations and steps. */
    record ImagesPredicted(int presentations, int ascentSteps, int[] neurons, float[] predictedRates)
            implements SessionEvent {}

    /**
     * Output, model: quality on the held-out pictures after so many presentations; see
     * {@link org.loopscope.inference.learning.ModelUpdate.Quality}.
     */
    record QualityMeasured(
            int presentations,
            int trainingSteps,
            float[] correlation,
            float meanCorrelation,
            TestQuality test,
            HeldOutPredictions predictions)
            implements SessionEvent {}

    /** Measurement, beside the model: a simple model's mean correlation on the held-out pictures. */
    record BaselineMeasured(String name, int presentations, float meanCorrelation) implements SessionEvent {}

    /**
     * Output, model: whether a cell is simple or complex-like, by the model after so many presentations. A later survey may
     * judge the same cell anew.
     *
     * @param survey running number, from 1
     */
    record CellJudged(int survey, int presentations, CellComplexness cell) implements SessionEvent {}

    /** Output, model: the learned numbers at a moment, for the file and for a later session. */
    record ModelSnapshot(int presentations, float[] parameters) implements SessionEvent {}

    /** Measurement: the timing device's clock against the session's. */
    record ClockFitted(long nowNs, ClockFit fit) implements SessionEvent {}

    /** Measurement: latencies of one frame's way, nanoseconds; -1 where there was none. */
    record LatencyMeasured(long frameIndex, long activityNs, long decisionNs) implements SessionEvent {}

    /** Something went wrong, or came late, and the session went on or ended safely. */
    record FaultRaised(long nowNs, String what, boolean ended) implements SessionEvent {}

    /** At the end: the checksum of one array of the HDF5 file, over its little-endian values in file order. */
    record ArrayChecksum(String path, long bytes, int crc) implements SessionEvent {}

    /** Last record. */
    record SessionEnded(String outcome, long nowNs) implements SessionEvent {
        /** Outcome of a session whose process died, once a recovery has completed it. */
        public static final String CUT_OFF = "cut off";
    }
}
