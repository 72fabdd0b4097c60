package org.loopscope.controller.replay;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.acquisition.days.CellMatching;
import org.loopscope.acquisition.days.DayField;
import org.loopscope.acquisition.days.NoCommonFieldException;
import org.loopscope.acquisition.path.ImagingPath;
import org.loopscope.acquisition.path.NewCells;
import org.loopscope.acquisition.path.Volume;
import org.loopscope.acquisition.path.VolumePath;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.FrameArrived;
import org.loopscope.controller.log.SessionEvent.FrameQualityMeasured;
import org.loopscope.controller.log.SessionEvent.VolumeImaged;
import org.loopscope.controller.session.ImagingAgent;

/**
 * The imaging side of a replay: recomputes each frame's activity from its recorded pixels. Where there are no pixels
 * (recorded responses, frames that were not kept) the logged activity is taken in their place.
 */
final class ReplayedActivity {
    private final Comparison comparison;
    private final @Nullable VolumePath path;
    private final @Nullable FrameArchive frames;
    private final Deque<ImagedFrame> waiting = new ArrayDeque<>();
    private final Deque<FrameQualityMeasured> qualities = new ArrayDeque<>();
    private final Deque<VolumeImaged> volumes = new ArrayDeque<>();
    private final Deque<FrameArrived> unimaged = new ArrayDeque<>();
    private final @Nullable ReplayedSearches searches;
    /** Of frames of the volume under way, where there are no pixels. */
    private final Map<Long, Integer> loggedFlags = new HashMap<>();

    private final boolean cutOff;
    private boolean pixelsEnded;
    /** Why no frame is imaged any more; empty while all are. */
    private String imagingFailure = "";

    /** Of all planes, plane by plane. */
    private long[] loggedOffsetsNs = {};

    private SessionEvent.@Nullable RoisFixed fixed;

    /**
     * @param path null to take the logged activity
     * @param journaled when the session searched for new cells
     * @param cutOff the session never ended, so its last frames may not have reached the file
     */
    ReplayedActivity(
            Comparison comparison,
            @Nullable VolumePath path,
            @Nullable FrameArchive frames,
            JournaledSearches journaled,
            boolean cutOff) {
        this.cutOff = cutOff;
        this.comparison = comparison;
        this.path = path;
        this.frames = frames;
        NewCells newCells = path == null ? null : path.newCells();
        this.searches = newCells == null ? null : new ReplayedSearches(comparison, newCells, journaled);
    }

    /** A frame arrived. */
    void arrived(FrameArrived arrived) {
        if (path == null || frames == null) {
            unimaged.add(arrived);
            return;
        }
        Frame frame = frames.read(arrived);
        if (frame == null && cutOff && frames.endsBefore(arrived.index())) {
            pixelsEnded = true;
            return;
        }
        if (frame == null) {
            throw new ReplayDiffers("frame " + arrived.index() + ": its pixels are not in the file");
        }
        if (frames.checksum(frame) != arrived.pixelCrc()) {
            comparison.differ("frame " + arrived.index() + ": its recorded pixels are not those that were acquired");
        }
        if (path.images(frame) && imagingFailure.isEmpty()) {
            image(path, frame);
        }
    }

    private void image(VolumePath by, Frame frame) {
        ImagedFrame imaged = new ImagedFrame();
        if (searches != null) {
            searches.beforeFrame(frame.index);
        }
        try {
            if (by.process(frame, imaged)) {
                waiting.add(imaged);
            }
        } catch (RuntimeException sameAsInTheSession) {
            // Had the session imaged this frame, or one after it, the journal would ask for what is not there.
            imagingFailure = "; its imaging failed with " + sameAsInTheSession;
            return;
        }
        qualities.add(ImagingAgent.qualityOf(by.frame()));
        Volume ended = by.ended();
        if (ended != null && ImagingAgent.tellsMotion(by, imaged)) {
            volumes.add(ImagingAgent.volumeOf(ended));
        }
        if (searches != null) {
            searches.afterFrame(frame.index);
        }
    }

    /** True when a session that was cut off has arrived at a frame that did not reach the file. */
    boolean pixelsEnded() {
        return pixelsEnded;
    }

    /** The cells as the session fixed them. */
    void fixed(SessionEvent.RoisFixed logged) {
        fixed = logged;
        if (path == null) {
            loggedOffsetsNs = LongStream.concat(Arrays.stream(loggedOffsetsNs), Arrays.stream(logged.offsetsNs()))
                    .toArray();
            return;
        }
        ImagingPath plane = path.plane(logged.plane());
        if (plane.rois() != null) {
            comparison.compute(new SessionEvent.RoisFixed(
                    logged.frameIndex(),
                    logged.plane(),
                    plane.requireRois(),
                    path.cellOffsetsNs(logged.plane()),
                    plane.meanImage()));
            comparison.expect(logged, logged.frameIndex());
        }
    }

    /** Which cells the session took for which of an earlier session's; matched anew from what this replay has found. */
    void matched(SessionEvent.CellsMatched logged) {
        if (fixed == null) {
            throw new ReplayDiffers("frame " + logged.frameIndex() + ": cells were matched before there were any");
        }
        DayField earlier = logged.earlierField();
        ImagingPath plane = path == null ? null : path.plane(fixed.plane());
        DayField now = plane == null || plane.rois() == null
                ? new DayField(fixed.meanImage(), fixed.rois())
                : new DayField(plane.meanImage(), plane.requireRois());
        try {
            comparison.compare(
                    SessionEvent.CellsMatched.of(fixed.frameIndex(), earlier, CellMatching.match(earlier, now)),
                    logged);
        } catch (NoCommonFieldException e) {
            throw new ReplayDiffers(
                    "frame " + logged.frameIndex() + ": the session matched its cells, here " + e.getMessage());
        }
    }

    /** A frame's activity as the session logged it. */
    void logged(ActivityInferred logged) {
        if (path == null) {
            waiting.add(taken(logged));
            return;
        }
        comparison.compare(ImagingAgent.activityOf(waitingFrame(logged.frameIndex())), logged);
    }

    /** Cells that the session found while it ran. */
    void logged(SessionEvent.NewCellsAdopted logged) {
        if (searches != null) {
            searches.logged(logged);
        }
    }

    /** Their activity in one frame. */
    void logged(SessionEvent.NewCellsInferred logged) {
        if (searches != null) {
            searches.logged(logged);
        }
    }

    /** How good a frame was, as the session logged it; comes after the frame's activity. */
    void logged(FrameQualityMeasured logged) {
        if (path != null) {
            FrameQualityMeasured own = qualities.poll();
            if (own == null || own.frameIndex() != logged.frameIndex()) {
                throw noFrame(logged.frameIndex(), "a quality");
            }
            comparison.compare(own, logged);
            return;
        }
        if (!flag(logged.frameIndex(), logged.flags())) {
            loggedFlags.put(logged.frameIndex(), logged.flags());
        }
    }

    /** A volume of several planes as the session logged it; comes after its frames' quality. */
    void logged(VolumeImaged logged) {
        if (path != null) {
            VolumeImaged own = volumes.poll();
            if (own == null) {
                throw noFrame(Arrays.stream(logged.frameIndex()).max().orElse(-1), "a volume");
            }
            comparison.compare(own, logged);
            return;
        }
        long last = logged.frameIndex()[logged.frameIndex().length - 1];
        for (long frame : logged.frameIndex()) {
            Integer flags = loggedFlags.remove(frame);
            if (flags != null && logged.whole()) {
                flag(last, flags);
            }
        }
    }

    /** Adds to what was wrong with a volume whose activity is at hand, if it is. */
    private boolean flag(long lastFrame, int flags) {
        ImagedFrame taken = waiting.peekLast();
        if (taken == null || taken.frameIndex != lastFrame) {
            return false;
        }
        taken.quality.flags |= flags;
        return true;
    }

    private ImagedFrame waitingFrame(long frameIndex) {
        for (ImagedFrame imaged : waiting) {
            if (imaged.frameIndex == frameIndex) {
                return imaged;
            }
        }
        throw noFrame(frameIndex, "activity");
    }

    private ReplayDiffers noFrame(long frameIndex, String what) {
        return new ReplayDiffers(
                "frame " + frameIndex + ": the session has " + what + " for it, but no frame" + imagingFailure);
    }

    /** The activity that the experiment took a step with. */
    ImagedFrame of(long frameIndex) {
        ImagedFrame next = waiting.peek();
        if (next != null && next.frameIndex == frameIndex) {
            // Sessions of before the quality was measured have none to compare.
            while (!qualities.isEmpty() && qualities.getFirst().frameIndex() <= frameIndex) {
                qualities.removeFirst();
            }
            return waiting.remove();
        }
        return uncalibrated(frameIndex);
    }

    /** Before the calibration's end no activity is logged; a step without any is the same without the frame. */
    private ImagedFrame uncalibrated(long frameIndex) {
        if (path != null) {
            throw new ReplayDiffers(
                    "frame " + frameIndex + ": the experiment took a step with it, but it never arrived");
        }
        ImagedFrame none = new ImagedFrame();
        none.frameIndex = frameIndex;
        return none;
    }

    private ImagedFrame taken(ActivityInferred logged) {
        ImagedFrame frame = new ImagedFrame();
        frame.resize(logged.events().length);
        frame.frameIndex = logged.frameIndex();
        frame.exposureEndNs = exposureEndOf(logged);
        frame.frameEndNs = logged.frameEndNs();
        frame.calibrated = true;
        frame.cellOffsetsNs = loggedOffsetsNs;
        frame.shiftXPx = logged.shiftXPx();
        frame.shiftYPx = logged.shiftYPx();
        frame.correlation = logged.correlation();
        frame.settledFrameIndex = logged.settledFrameIndex();
        frame.fluorescence = logged.fluorescence();
        frame.neuropil = logged.neuropil();
        frame.dfOverF = logged.dfOverF();
        frame.events = logged.events();
        frame.settledEvents = logged.settledEvents();
        return frame;
    }

    private long exposureEndOf(ActivityInferred logged) {
        while (!unimaged.isEmpty()) {
            FrameArrived arrived = unimaged.remove();
            if (arrived.index() == logged.frameIndex()) {
                return arrived.exposureEndNs();
            }
        }
        return logged.frameEndNs();
    }
}
