package org.loopscope.controller.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.acquisition.path.ImagingPath;
import org.loopscope.acquisition.path.NewCells;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.FrameArrived;
import org.loopscope.controller.log.SessionEvent.FrameQualityMeasured;
import org.loopscope.controller.session.ImagingAgent;

/**
 * The imaging side of a replay: recomputes each frame's activity from its recorded pixels. Where there are no pixels
 * (recorded responses, frames that were not kept) the logged activity is taken in their place.
 */
final class ReplayedActivity {
    private final Comparison comparison;
    private final @Nullable ImagingPath path;
    private final @Nullable FrameArchive frames;
    private final Deque<ImagedFrame> waiting = new ArrayDeque<>();
    private final Deque<FrameArrived> unimaged = new ArrayDeque<>();
    private final @Nullable ReplayedSearches searches;
    private final boolean cutOff;
    private boolean pixelsEnded;

    /**
     * @param path null to take the logged activity
     * @param journaled when the session searched for new cells
     * @param cutOff the session never ended, so its last frames may not have reached the file
     */
    ReplayedActivity(
            Comparison comparison,
            @Nullable ImagingPath path,
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
        ImagedFrame imaged = new ImagedFrame();
        if (searches != null) {
            searches.beforeFrame(frame.index);
        }
        path.process(frame, imaged);
        if (searches != null) {
            searches.afterFrame(frame.index);
        }
        waiting.add(imaged);
    }

    /** True when a session that was cut off has arrived at a frame that did not reach the file. */
    boolean pixelsEnded() {
        return pixelsEnded;
    }

    /** The cells as the session fixed them. */
    void fixed(SessionEvent.RoisFixed logged) {
        if (path != null && path.rois() != null) {
            comparison.compute(new SessionEvent.RoisFixed(logged.frameIndex(), path.requireRois(), path.meanImage()));
            comparison.expect(logged, logged.frameIndex());
        }
    }

    /** A frame's activity as the session logged it. */
    void logged(ActivityInferred logged) {
        if (path == null) {
            waiting.add(taken(logged));
            return;
        }
        comparison.compare(ImagingAgent.activityOf(waitingFrame(logged.frameIndex(), "activity")), logged);
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
            comparison.compare(ImagingAgent.qualityOf(waitingFrame(logged.frameIndex(), "a quality")), logged);
            return;
        }
        ImagedFrame taken = waiting.peekLast();
        if (taken != null && taken.frameIndex == logged.frameIndex()) {
            taken.quality.flags = logged.flags();
        }
    }

    private ImagedFrame waitingFrame(long frameIndex, String what) {
        for (ImagedFrame imaged : waiting) {
            if (imaged.frameIndex == frameIndex) {
                return imaged;
            }
        }
        throw new ReplayDiffers("frame " + frameIndex + ": the session has " + what + " for it, but no frame");
    }

    /** The activity that the experiment took a step with. */
    ImagedFrame of(long frameIndex) {
        ImagedFrame next = waiting.peek();
        if (next != null && next.frameIndex == frameIndex) {
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
