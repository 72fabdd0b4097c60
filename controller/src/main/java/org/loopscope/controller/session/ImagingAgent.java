package org.loopscope.controller.session;

import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.acquisition.motion.FieldAlignment;
import org.loopscope.acquisition.path.GivenCells;
import org.loopscope.acquisition.path.ImagingPath;
import org.loopscope.acquisition.path.Volume;
import org.loopscope.acquisition.path.VolumePath;
import org.loopscope.acquisition.quality.FrameQuality;
import org.loopscope.acquisition.roi.ReferenceImage;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.Shed;
import org.loopscope.firmware.clock.SessionClock;

/**
 * Turns the frames of the imaged channel into the cells' activity, hands it to the experiment volume by volume, and the
 * pixels of all channels to the log.
 */
public final class ImagingAgent implements Agent {
    private final BlockingQueue<Frame> frames;
    private final Agent upstream;
    private final FramePool pool;
    private final VolumePath path;
    private final SessionClock stopwatch;
    private final ActivityExchange activities;
    private final LogQueue rawFrames;
    private final @Nullable CorrectedHandOver corrected;
    private final LiveImage live;
    private final Consumer<SessionEvent> log;
    private boolean givenLogged;
    private final QualityWatch watch = new QualityWatch();
    private final SheddingWatch shedding = new SheddingWatch();
    private final @Nullable CellSearchAgent search;
    private boolean roisLogged;
    /** Waits for a volume to become whole. */
    private @Nullable ImagedFrame buffer;

    private volatile @Nullable Throwable endedTooSoon;
    private volatile boolean finished;

    /**
     * @param upstream where the frames come from; when it has finished and none is left, imaging has finished
     * @param search for new cells of the path; null where it has none
     * @param stopwatch measures latencies
     * @param corrected takes the frames as they lie on their templates; null where they are not kept
     * @param live gets a frame when somebody wants to look at one
     */
    public ImagingAgent(
            BlockingQueue<Frame> frames,
            Agent upstream,
            FramePool pool,
            VolumePath path,
            @Nullable CellSearchAgent search,
            SessionClock stopwatch,
            ActivityExchange activities,
            LogQueue rawFrames,
            @Nullable CorrectedHandOver corrected,
            LiveImage live,
            Consumer<SessionEvent> log) {
        this.frames = frames;
        this.upstream = upstream;
        this.pool = pool;
        this.path = path;
        this.search = search;
        this.stopwatch = stopwatch;
        this.activities = activities;
        this.rawFrames = rawFrames;
        this.corrected = corrected;
        this.live = live;
        this.log = log;
    }

    @Override
    public String role() {
        return "imaging";
    }

    @Override
    public boolean doWork() {
        boolean noMoreToCome = upstream.finished();
        Frame frame = frames.poll();
        if (frame == null) {
            if (noMoreToCome) {
                finish();
            }
            return false;
        }
        try {
            if (path.images(frame)) {
                logGiven();
                image(frame);
            }
        } finally {
            // The frame that breaks the imaging is the one that somebody will want to look at.
            keep(frame);
        }
        return true;
    }

    /** The session has ended before these frames were imaged: they have been logged as arrived, so their pixels are kept. */
    void keepWaiting() {
        for (Frame frame = frames.poll(); frame != null; frame = frames.poll()) {
            keep(frame);
        }
    }

    private void finish() {
        endedTooSoon = path.lacks().map(IllegalStateException::new).orElse(null);
        finished = true;
    }

    /** Once finished: what is wrong with so few frames; null where there were enough of them. Any thread. */
    public @Nullable Throwable endedTooSoon() {
        return endedTooSoon;
    }

    private void image(Frame frame) {
        if (search != null) {
            search.beforeFrame(frame.index);
        }
        ImagedFrame imaged = buffer == null ? activities.free() : buffer;
        buffer = imaged;
        boolean whole = path.process(frame, imaged);
        if (whole) {
            imaged.arrivedNs = frame.arrivedNs;
            imaged.activityReadyNs = stopwatch.nowNs();
        }
        if (whole && imaged.calibrated) {
            logRois(frame);
            log.accept(activityOf(imaged));
        }
        log.accept(qualityOf(path.frame()));
        Volume ended = path.ended();
        if (ended != null && tellsMotion(path, imaged)) {
            log.accept(volumeOf(ended));
        }
        if (whole) {
            watch.see(imaged, log);
            activities.publish(imaged);
            buffer = null;
        }
        live.offer(frame, path.plane(frame.plane).registered());
        if (corrected != null) {
            corrected.keep(frame, path.plane(frame.plane).registered(), log);
        }
        if (search != null) {
            search.afterFrame(frame.index);
        }
    }

    private void logGiven() {
        if (givenLogged) {
            return;
        }
        givenLogged = true;
        for (int plane = 0; plane < path.planes(); plane++) {
            GivenCells given = path.plane(plane).given();
            if (given != null) {
                float[] picture = given.reference().map(ReferenceImage::pixels).orElse(new float[0]);
                log.accept(new SessionEvent.CellsGiven(plane, given.rois(), picture));
            }
        }
    }

    private void logRois(Frame frame) {
        if (roisLogged) {
            return;
        }
        roisLogged = true;
        for (int plane = 0; plane < path.planes(); plane++) {
            ImagingPath of = path.plane(plane);
            log.accept(new SessionEvent.RoisFixed(
                    frame.index, plane, of.requireRois(), path.cellOffsetsNs(plane), of.meanImage()));
        }
        for (int plane = 0; plane < path.planes(); plane++) {
            logDoubts(path.plane(plane), path.planes() == 1 ? "" : "plane " + plane + ": ", frame);
        }
    }

    private void logDoubts(ImagingPath of, String plane, Frame frame) {
        if (of.darkCalibrationFrames() > 0) {
            log.accept(new SessionEvent.FaultRaised(
                    frame.frameEndNs,
                    plane + of.darkCalibrationFrames() + " frames of the calibration were dark; the template and the"
                            + " baseline are the weaker for it",
                    false));
        }
        int cells = of.requireRois().size();
        int without = of.cellsWithoutLight();
        if (2 * without > cells) {
            log.accept(new SessionEvent.FaultRaised(
                    frame.frameEndNs,
                    plane + without + " of " + cells
                            + " cells are at rest no brighter than imaging.detector_offset says that"
                            + " the dark is: their dF/F has no scale; give what the detector reads in the dark, which can"
                            + " be below 0",
                    false));
        }
        FieldAlignment alignment = of.alignment();
        if (alignment != null && !alignment.ofSameField()) {
            log.accept(new SessionEvent.FaultRaised(
                    frame.frameEndNs,
                    plane
                            + String.format(
                                    Locale.ROOT,
                                    "the given cells do not fit the field: its quarters disagree by %.1f px about where"
                                            + " they lie; they are used where they were drawn",
                                    alignment.spreadPx()),
                    false));
        }
    }

    private void keep(Frame frame) {
        long index = frame.index;
        boolean kept = rawFrames.offer(frame);
        if (!kept) {
            pool.giveBack(frame);
            log.accept(new SessionEvent.RawFrameShed(index, Shed.DISK_TOO_SLOW));
        }
        shedding.frame(kept, index, frame.frameEndNs, log);
    }

    /** A volume's activity as the log keeps it: copies, since the buffer is reused. */
    public static SessionEvent.ActivityInferred activityOf(ImagedFrame frame) {
        return new SessionEvent.ActivityInferred(
                frame.frameIndex,
                frame.frameEndNs,
                frame.activityReadyNs,
                frame.shiftXPx,
                frame.shiftYPx,
                frame.correlation,
                frame.settledFrameIndex,
                frame.fluorescence.clone(),
                frame.neuropil.clone(),
                frame.dfOverF.clone(),
                frame.events.clone(),
                frame.settledEvents.clone());
    }

    /** Whether a volume's motion is not in its activity: where there are several planes, and in the calibration. */
    public static boolean tellsMotion(VolumePath path, ImagedFrame imaged) {
        return path.planes() > 1 || !imaged.calibrated;
    }

    /** Where a volume's frames lay, as the log keeps it. */
    public static SessionEvent.VolumeImaged volumeOf(Volume volume) {
        return new SessionEvent.VolumeImaged(
                volume.number,
                volume.frameIndex.clone(),
                volume.shiftXPx.clone(),
                volume.shiftYPx.clone(),
                volume.correlation.clone());
    }

    /** How good one frame was, as the log keeps it. */
    public static SessionEvent.FrameQualityMeasured qualityOf(ImagedFrame frame) {
        FrameQuality quality = frame.quality;
        double x = frame.shiftXPx;
        double y = frame.shiftYPx;
        return new SessionEvent.FrameQualityMeasured(
                frame.frameIndex,
                (float) Math.sqrt(x * x + y * y),
                quality.stepPx,
                frame.correlation,
                quality.focus,
                quality.depthUm,
                quality.brightness,
                quality.brightnessLeft,
                quality.saturatedShare,
                quality.flags);
    }

    @Override
    public boolean finished() {
        return finished;
    }
}
