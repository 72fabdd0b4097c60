package org.loopscope.controller.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.FrameLedger;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.BlockChanged;
import org.loopscope.controller.log.SessionEvent.CellJudged;
import org.loopscope.controller.log.SessionEvent.CellsMatched;
import org.loopscope.controller.log.SessionEvent.CycleInputs;
import org.loopscope.controller.log.SessionEvent.RoisFixed;
import org.loopscope.controller.log.SessionEvent.TargetsChosen;
import org.loopscope.inference.quality.TestQuality;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.StimulusDecision;

/**
 * Counts and remembers what the summary needs, from the events that go to the log. One writer, the log thread; read by
 * others through {@link #progress}, or after the session's end.
 */
public final class SessionFigures implements Consumer<SessionEvent> {
    private final LoopLatencies latencies;
    private final long framePeriodNs;
    private final QualityFigures frameQuality;
    private final NewCellFigures newCells = new NewCellFigures();
    private final TraceExcerpt traces = new TraceExcerpt();
    private final ValidationRecord validation;
    private final BaselineRecord baseline;
    private final List<QualityPoint> quality = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final MostExcitingOnset firstMostExciting = new MostExcitingOnset();
    private long sessionNs;
    private int cells;
    private long framesAcquired;
    private long framesLost;
    private long framesShed;
    private long framesArrivedLate;
    private long framesDuplicated;
    private long framesReordered;
    private long decisions;
    private long missed;
    private long pulses;
    private long presentations;
    private final List<RoisFixed> rois = new ArrayList<>();
    private final VolumeFigures volumes = new VolumeFigures();
    private final SortedMap<Integer, CellJudged> judged = new TreeMap<>();
    private @Nullable CellsMatched matched;
    private @Nullable TargetsChosen targets;
    private SessionEvent.@Nullable QualityMeasured newestQuality;
    private @Nullable BlockChanged block;
    private volatile Progress progress = Progress.NONE;

    /**
     * @param framePeriodNs activity later than this is late
     * @param decisionDeadlineNs how long after a frame's end its decision may come
     */
    public SessionFigures(
            long framePeriodNs, long decisionDeadlineNs, ValidationRecord validation, BaselineRecord baseline) {
        this.framePeriodNs = framePeriodNs;
        this.validation = validation;
        this.baseline = baseline;
        frameQuality = new QualityFigures(framePeriodNs);
        latencies = new LoopLatencies(framePeriodNs, decisionDeadlineNs);
    }

    @Override
    public void accept(SessionEvent event) {
        latencies.accept(event);
        switch (event) {
            case SessionEvent.FrameArrived frame -> {
                framesAcquired++;
                frameQuality.arrived(frame);
                sessionNs = frame.frameEndNs();
                if (frame.frameEndNs() - frame.exposureEndNs() > FrameLedger.lateAfterNs(framePeriodNs)) {
                    framesArrivedLate++;
                }
            }
            case SessionEvent.FramesLost lost -> framesLost += lost.to() - lost.from() + 1;
            case SessionEvent.FrameRefused refused -> refused(refused);
            case SessionEvent.RawFrameShed shed -> framesShed++;
            case RoisFixed fixed -> fixed(fixed);
            case CellsMatched found -> matched = found;
            case SessionEvent.VolumeImaged volume -> volumes.add(volume);
            case SessionEvent.CellSearchBegun search -> newCells.begun();
            case SessionEvent.NewCellsAdopted found -> newCells.add(found);
            case SessionEvent.NewCellsInferred activity -> {}
            case SessionEvent.ActivityInferred activity -> {
                traces.add(activity);
                cells = activity.events().length;
                sessionNs = activity.frameEndNs();
            }
            case SessionEvent.FrameQualityMeasured measured -> frameQuality.add(measured);
            case CycleInputs inputs -> took(inputs);
            case BlockChanged change -> block = change;
            case SessionEvent.StimulusDecided decided -> decided(decided.decision());
            case SessionEvent.PulseDecided pulse -> {
                decisions++;
                traces.add(pulse);
            }
            case SessionEvent.ResponseMeasured measured -> {
                validation.add(measured.response(), block);
                baseline.add(measured.response());
            }
            case SessionEvent.OperatorAnswered answered -> {}
            case SessionEvent.ImagesPredicted predicted -> {}
            case SessionEvent.BaselineMeasured measured -> {}
            case SessionEvent.ResponseInvalidated spoilt -> frameQuality.invalidated();
            case TargetsChosen chosen -> targets = chosen;
            case SessionEvent.QualityMeasured measured -> measured(measured);
            case CellJudged label -> judged.put(label.cell().neuron(), label);
            case SessionEvent.LatencyMeasured measured -> progressed();
            case SessionEvent.FaultRaised fault -> faults.add(fault.what());
            case SessionEvent.LogBegun begun -> {}
            case SessionEvent.PixelsMissing missing -> framesShed += missing.to() - missing.from() + 1;
            case SessionEvent.SessionStarted started -> {}
            case SessionEvent.SessionContinued continued -> {}
            case SessionEvent.SourceOpened opened -> frameQuality.of(opened.format());
            case SessionEvent.ModelGiven given -> {}
            case SessionEvent.CellsGiven given -> {}
            case SessionEvent.TrainingStepsTaken steps -> {}
            case SessionEvent.ComputeDeviceLost lost -> {}
            case SessionEvent.ModelSnapshot snapshot -> {}
            case SessionEvent.ClockFitted fit -> {}
            case SessionEvent.ArrayChecksum checksum -> {}
            case SessionEvent.SessionEnded ended -> {}
        }
    }

    /** A session that goes on fixes its cells again. */
    private void fixed(RoisFixed fixed) {
        if (fixed.plane() == 0) {
            rois.clear();
        }
        rois.add(fixed);
    }

    private void refused(SessionEvent.FrameRefused refused) {
        switch (refused.refusal()) {
            case DUPLICATE -> framesDuplicated++;
            case OUT_OF_ORDER -> {
                framesReordered++;
                framesLost--;
            }
        }
    }

    private void took(CycleInputs inputs) {
        for (Presentation presentation : inputs.presentations()) {
            presentations++;
            traces.add(presentation);
            if (presentation.outcome() != Presentation.Outcome.NOT_SEEN) {
                firstMostExciting.see(
                        presentation, block != null && block.kind().equals("map"));
            }
        }
        pulses += inputs.pulses().size();
    }

    private void decided(StimulusDecision decision) {
        decisions++;
        if (decision.missedDeadline()) {
            missed++;
        }
        validation.decided(decision, block);
    }

    private void measured(SessionEvent.QualityMeasured measured) {
        newestQuality = measured;
        quality.add(QualityPoint.of(
                measured.presentations(), measured.trainingSteps(), measured.meanCorrelation(), measured.test()));
    }

    private void progressed() {
        LatencyFigures.Quantiles now =
                framesAcquired % 30 == 0 ? latencies.activity().quantiles() : progress.latency();
        progress = new Progress(
                block == null ? "calibration" : block.block(),
                framesAcquired,
                framesLost,
                presentations,
                newCells.count(),
                now,
                quality.isEmpty() ? null : quality.getLast(),
                frameQuality.standing());
    }

    /** The newest figures, for the progress line. Any thread. */
    public Progress progress() {
        return progress;
    }

    public Counts counts() {
        return new Counts(
                framesAcquired,
                framesLost,
                latencies.framesLate(),
                framesArrivedLate,
                framesDuplicated,
                framesReordered,
                framesShed,
                decisions,
                missed,
                pulses,
                presentations);
    }

    /** Session time of the last frame's end, seconds. */
    public double sessionSeconds() {
        return sessionNs / 1e9;
    }

    /** How many cells there were; 0 when the calibration never ended. */
    public int cells() {
        return cells;
    }

    public LatencyFigures latency() {
        return latencies.activity();
    }

    public LatencyFigures decisionLatency() {
        return latencies.decision();
    }

    public LatencyFigures outputLatency() {
        return latencies.output();
    }

    public List<QualityPoint> quality() {
        return List.copyOf(quality);
    }

    /** All figures of the model's quality as last measured, null when it never was. */
    public @Nullable TestQuality test() {
        return newestQuality == null ? null : newestQuality.test();
    }

    /** The baselines, beside the model as last measured. */
    public List<BaselineResult> baselines() {
        return baseline.results(newestQuality == null ? null : newestQuality.predictions());
    }

    /** How good the frames were. */
    public QualityFigures frameQuality() {
        return frameQuality;
    }

    /** What was found while the session ran. */
    public NewCellFigures newCells() {
        return newCells;
    }

    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** The cells, by plane; none when the calibration never ended. */
    public List<RoisFixed> rois() {
        return List.copyOf(rois);
    }

    /** How many volumes were whole; none in sessions of a single plane. */
    public VolumeFigures volumes() {
        return volumes;
    }

    /** Which cells are which of an earlier session's; null where none were looked for, or the fields differ. */
    public @Nullable CellsMatched matched() {
        return matched;
    }

    public @Nullable TargetsChosen targets() {
        return targets;
    }

    /** What was last said of each cell that was judged simple or complex, by neuron. */
    public List<CellJudged> judged() {
        return List.copyOf(judged.values());
    }

    public TraceExcerpt traces() {
        return traces;
    }

    public ValidationRecord validation() {
        return validation;
    }

    /** From the end of the last mapping presentation to the first synthesized image, seconds; NaN if none came. */
    public double secondsToFirstMostExciting() {
        return firstMostExciting.seconds();
    }

    /**
     * Session totals.
     *
     * @param framesLost never seen, or seen when the imaging had no room for them
     * @param framesLate whose activity came later than a frame period after them
     * @param framesArrivedLate that came later after their exposure than {@link FrameLedger#lateAfterNs}
     * @param framesDuplicated that came twice; the second ones
     * @param framesReordered that came after a later one, and did not go through the loop
     */
    public record Counts(
            long framesAcquired,
            long framesLost,
            long framesLate,
            long framesArrivedLate,
            long framesDuplicated,
            long framesReordered,
            long framesShed,
            long decisions,
            long missed,
            long pulses,
            long presentations) {}

    /**
     * What the progress line says.
     *
     * @param newCells cells found while the session runs
     * @param quality of the model, null before it was measured
     * @param wrong what has been wrong with the frames for the last second; empty when nothing
     */
    public record Progress(
            String block,
            long frames,
            long lost,
            long presentations,
            int newCells,
            LatencyFigures.Quantiles latency,
            @Nullable QualityPoint quality,
            String wrong) {
        static final Progress NONE =
                new Progress("starting", 0, 0, 0, 0, new LatencyFigures.Quantiles(0, 0, 0, 0, 0, 0), null, "");
    }
}
