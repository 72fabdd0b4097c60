package org.loopscope.controller.log.nwb;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.log.CorrectedFrame;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.CycleInputs;
import org.loopscope.controller.log.SessionEvent.FrameQualityMeasured;
import org.loopscope.controller.log.SessionEvent.LatencyMeasured;
import org.loopscope.controller.log.SessionEvent.NewCellsInferred;
import org.loopscope.controller.log.SessionEvent.VolumeImaged;
import org.loopscope.controller.log.disk.Disk;
import org.loopscope.controller.log.hdf5.DatasetChecksum;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;
import org.loopscope.controller.log.hdf5.Filters;
import org.loopscope.controller.log.hdf5.Hdf5File;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.StimulusBank;

/**
 * A session's NWB file, grown event by event. It is a readable NWB file from the first flush on; what comes later only
 * adds rows and parts. One thread.
 */
public final class NwbFile implements AutoCloseable {
    /** Frames and their activity come on different threads; more than this many are never out of step. */
    private static final int MOST_WAITING = 4096;
    /** What is wrong with a frame is known when so many later ones have come. */
    private static final int SURE_AFTER_FRAMES = 512;

    private final Hdf5File file;
    private final NwbObjects objects;
    /** Null in a session without frames. */
    private final @Nullable ImagingTables imaging;

    private final FrameTimes times;
    private final @Nullable RawFrames rawFrames;
    private final @Nullable CorrectedFrames correctedFrames;
    private final DarkSpans darkSpans;
    private final ShedSpans shedSpans;
    private final OnFirstUse<NwbSeries> recordedActivity;
    private final StimulusPictures pictures;
    private final DecisionBlocks decisionBlocks = new DecisionBlocks();
    private final OnFirstUse<TrialTable> trials;
    private final OnFirstUse<BlockTable> blocks;
    private final InvalidTimes invalidTimes;
    private final PulseTables pulses;
    private final RigTables rig;
    private final ModelTables model;
    private final Deque<SessionEvent> awaitingFrame = new ArrayDeque<>();
    private int recordedNeurons;
    private long lastNs;
    private long lastFrame;

    private NwbFile(
            Hdf5File file,
            NwbMetadata metadata,
            @Nullable FrameFormat frames,
            boolean keepRawFrames,
            StimulusBank bank,
            Filters filters) {
        this.file = file;
        this.objects = new NwbObjects(file, metadata.identifier());
        this.imaging = frames == null ? null : new ImagingTables(objects, frames, metadata.imaging());
        this.times = new FrameTimes(frames == null ? 0 : frames.periodNs(), frames == null ? 1 : frames.channels());
        new SessionFrame(objects).write(metadata, frames);
        this.rawFrames = frames != null && keepRawFrames ? new RawFrames(objects, frames, filters) : null;
        this.correctedFrames = frames == null
                ? null
                : new CorrectedFrames(objects, frames, metadata.imaging().imagedChannel(), filters);
        this.recordedActivity = new OnFirstUse<>(this::makeRecordedActivity);
        this.pictures = new StimulusPictures(objects, bank);
        this.trials = new OnFirstUse<>(() -> new TrialTable(objects));
        this.blocks = new OnFirstUse<>(() -> new BlockTable(objects));
        this.invalidTimes = new InvalidTimes(objects);
        this.darkSpans = new DarkSpans(invalidTimes);
        this.shedSpans = new ShedSpans(invalidTimes);
        this.pulses = new PulseTables(objects);
        this.rig = new RigTables(objects);
        this.model = new ModelTables(objects);
    }

    /**
     * Creates the file with all that is known at the start.
     *
     * @param frames shape of the frames, or null in a session without any
     * @param keepRawFrames whether {@link #record(Frame)} will be called
     * @param powerSafe as in {@link Hdf5File#create(Path, Disk, boolean)}
     */
    public static NwbFile create(
            Path path,
            NwbMetadata metadata,
            @Nullable FrameFormat frames,
            boolean keepRawFrames,
            StimulusBank bank,
            Filters filters,
            Disk disk,
            boolean powerSafe) {
        Hdf5File file = Hdf5File.create(path, disk, powerSafe);
        try {
            NwbFile nwb = new NwbFile(file, metadata, frames, keepRawFrames, bank, filters);
            nwb.flush();
            return nwb;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Appends a raw frame; its contents are copied. */
    public void record(Frame frame) {
        if (rawFrames == null) {
            throw new IllegalStateException("this session keeps no raw frames");
        }
        rawFrames.append(frame);
    }

    /** Appends a frame as it was laid on its template, of which the raw one is kept; its contents are copied. */
    public void record(CorrectedFrame frame) {
        if (rawFrames == null || correctedFrames == null) {
            throw new IllegalStateException("corrected frames need the raw ones beside them");
        }
        correctedFrames.append(frame);
    }

    /** Appends what an event says. Activity waits in memory for its frame's arrival, which gives it its time. */
    public void record(SessionEvent event) {
        switch (event) {
            case SessionEvent.FrameArrived e -> {
                times.arrived(e.index(), e.plane(), e.exposureEndNs(), e.frameEndNs());
                rig.frame(e);
                happened(e.frameEndNs(), e.index());
                shedSpans.arrived(e.index(), times);
                long sure = e.index() - SURE_AFTER_FRAMES;
                invalidTimes.settle(Math.min(sure, Math.min(darkSpans.openFrom(), shedSpans.openFrom())));
                settleWaiting(false);
            }
            case SessionEvent.FramesLost e -> invalidTimes.append(e.from(), e.to(), e.reason(), times);
            case SessionEvent.FrameRefused e -> rig.refused(e);
            case SessionEvent.RawFrameShed e -> shedSpans.append(e, times);
            case SessionEvent.PixelsMissing e ->
                invalidTimes.append(e.from(), e.to(), "raw pixels not kept: the session was cut off before", times);
            case SessionEvent.RoisFixed e -> fixCells(e);
            case SessionEvent.CellsMatched e -> imaging().matched(e);
            case ActivityInferred e -> waitForFrame(e);
            case SessionEvent.NewCellsAdopted e -> adopt(e);
            case NewCellsInferred e -> waitForFrame(e);
            case FrameQualityMeasured e -> waitForFrame(e);
            case VolumeImaged e -> waitForFrame(e);
            case LatencyMeasured e -> waitForFrame(e);
            case CycleInputs e -> recordCycle(e);
            case SessionEvent.BlockChanged e -> {
                happened(e.nowNs(), e.frameIndex());
                decisionBlocks.changed(e);
                blocks.value().changed(e);
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
            case SessionEvent.LogBegun e -> {} // this file was made of it
            case SessionEvent.SessionStarted e -> {} // written with the metadata
            case SessionEvent.SourceOpened e -> {} // so is the frames' shape
            case SessionEvent.ModelGiven e -> {} // for the replay; the configuration names the file
            case SessionEvent.CellsGiven e -> {} // the segmentation has them as they were used
            case SessionEvent.CellSearchBegun e -> {} // for the replay
            case SessionEvent.ComputeDeviceLost e -> {} // for the replay; a fault says it to people
            case SessionEvent.TrainingStepsTaken e -> {} // for the replay, which reads the journal
            case SessionEvent.ArrayChecksum e -> {} // says something about this file
            case SessionEvent.SessionEnded e -> {} // the file is complete before this is known
        }
    }

    /** Makes everything recorded so far readable by others and safe from the death of this process. */
    public void flush() {
        file.flush();
    }

    /** Writes what was waiting for more to come; nothing may be recorded afterwards. */
    public void complete() {
        settleWaiting(true);
        darkSpans.end(times);
        shedSpans.end(times);
        invalidTimes.settle(Long.MAX_VALUE);
        model.complete();
        blocks.ifMade().ifPresent(table -> table.endAt(lastNs, lastFrame));
        file.flush();
    }

    /** Checksums over the values of all datasets, see {@link DatasetChecksum}. */
    public List<DatasetChecksum> checksums() {
        return file.checksums();
    }

    @Override
    public void close() {
        file.close();
    }

    private void fixCells(SessionEvent.RoisFixed fixed) {
        settleWaiting(true);
        imaging().fix(fixed);
    }

    private ImagingTables imaging() {
        if (imaging == null) {
            throw new IllegalStateException("cells are known in a session without frames");
        }
        return imaging;
    }

    private void adopt(SessionEvent.NewCellsAdopted found) {
        if (found.rois().size() > 0) {
            imaging().adopt(found);
        }
    }

    private void recordCycle(CycleInputs cycle) {
        happened(cycle.nowNs(), cycle.frameIndex());
        cycle.edges().forEach(rig::edge);
        cycle.pulses().forEach(pulses::executed);
        for (Presentation presentation : cycle.presentations()) {
            StimulusPictures.Numbered picture =
                    pictures.of(presentation.decision().stimulus());
            DecisionBlocks.Block block = decisionBlocks.blockOf(presentation.decision());
            double onset = trials.value().append(presentation, block, picture, times);
            pictures.shown(picture, onset);
        }
    }

    private void waitForFrame(SessionEvent event) {
        awaitingFrame.add(event);
        settleWaiting(imaging == null);
    }

    private void settleWaiting(boolean all) {
        while (!awaitingFrame.isEmpty()) {
            SessionEvent first = awaitingFrame.getFirst();
            if (!all && awaitingFrame.size() <= MOST_WAITING && !times.knows(frameOf(first))) {
                return;
            }
            awaitingFrame.removeFirst();
            recordTimed(first);
        }
    }

    private static long frameOf(SessionEvent event) {
        return switch (event) {
            case ActivityInferred e -> e.frameIndex();
            case NewCellsInferred e -> e.frameIndex();
            case FrameQualityMeasured e -> e.frameIndex();
            case VolumeImaged e -> Arrays.stream(e.frameIndex()).max().orElseThrow();
            case LatencyMeasured e -> e.frameIndex();
            default -> throw new IllegalArgumentException(event + " does not wait for a frame");
        };
    }

    private void recordTimed(SessionEvent event) {
        if (event instanceof LatencyMeasured latency) {
            times.decided(latency.frameIndex(), latency.decisionNs());
            rig.latency(latency, times);
        } else if (imaging == null && event instanceof ActivityInferred activity) {
            times.arrived(activity.frameIndex(), 0, activity.frameEndNs(), activity.frameEndNs());
            recordGivenActivity(activity);
        } else if (imaging != null) {
            recordImaged(event, imaging);
        }
    }

    private void recordImaged(SessionEvent event, ImagingTables into) {
        switch (event) {
            case FrameQualityMeasured measured -> {
                into.append(measured, times);
                darkSpans.append(measured, times);
            }
            case ActivityInferred activity -> into.append(activity, times);
            case VolumeImaged volume -> into.append(volume, times);
            case NewCellsInferred found -> into.append(found, times);
            default -> throw new IllegalArgumentException(event + " is not the imaging's");
        }
    }

    private void recordGivenActivity(ActivityInferred activity) {
        recordedNeurons = Math.max(recordedNeurons, activity.events().length);
        if (recordedNeurons > 0) {
            recordedActivity.value().data().append(activity.events());
            recordedActivity.value().time(NwbObjects.seconds(activity.frameEndNs()));
        }
    }

    private NwbSeries makeRecordedActivity() {
        return NwbSeries.withTimes(
                objects,
                NwbLayout.RECORDED_ACTIVITY,
                new NwbSeries.Description(
                        NwbType.TIME_SERIES,
                        "Recorded responses, one row per presentation and one column per neuron",
                        "n.a.",
                        Numeric.F32,
                        recordedNeurons));
    }

    private void happened(long nowNs, long frameIndex) {
        lastNs = Math.max(lastNs, nowNs);
        lastFrame = Math.max(lastFrame, frameIndex);
    }
}
