package org.loopscope.controller.log.nwb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.path.Volume;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.FrameQualityMeasured;
import org.loopscope.controller.log.SessionEvent.RoisFixed;
import org.loopscope.controller.log.SessionEvent.VolumeImaged;

/** What the imaging found in each plane of every frame: where it lay, how good it was, and its cells' activity. */
final class ImagingSeries {
    private final NwbObjects objects;
    private final PlaneNames names;
    private final EventSeries spikes;
    private final int pixelOffset;
    private final List<OnFirstUse<MotionTrace>> motion = new ArrayList<>();
    private final List<OnFirstUse<QualityTrace>> quality = new ArrayList<>();
    private final Segmentation segmentation;
    /** By plane; empty until the cells are fixed. */
    private final List<CellTraces> cells = new ArrayList<>();

    private final long framePeriodNs;

    ImagingSeries(
            NwbObjects objects, FrameFormat format, PlaneNames names, EventSeries spikes, Segmentation segmentation) {
        this.objects = objects;
        this.names = names;
        this.spikes = spikes;
        this.pixelOffset = format.pixelOffset();
        this.segmentation = segmentation;
        framePeriodNs = format.periodNs();
        for (int i = 0; i < format.planes(); i++) {
            int plane = i;
            motion.add(new OnFirstUse<>(() -> new MotionTrace(objects, names, plane)));
            quality.add(new OnFirstUse<>(() -> new QualityTrace(objects, names, plane)));
        }
    }

    /** The planes' cells come in the order of the planes. */
    void fix(RoisFixed fixed) {
        if (fixed.plane() != cells.size() || fixed.plane() >= names.planes()) {
            throw new IllegalStateException(
                    "the cells of plane " + fixed.plane() + " were fixed already, or are not due");
        }
        segmentation.write(fixed, offsetsInFrameNs(fixed));
        if (cells.isEmpty()) {
            objects.group(NwbLayout.OPHYS + "/Fluorescence", NwbType.FLUORESCENCE)
                    .close();
            objects.group(NwbLayout.OPHYS + "/DfOverF", NwbType.DF_OVER_F).close();
        }
        cells.add(CellTraces.ofPlane(objects, names, spikes, pixelOffset, fixed, cellsKnown()));
    }

    /** From the plane's own frames on, whose times its series have. */
    private long[] offsetsInFrameNs(RoisFixed fixed) {
        long planeNs = (names.planes() - 1 - fixed.plane()) * framePeriodNs;
        return Arrays.stream(fixed.offsetsNs())
                .map(offsetNs -> offsetNs + planeNs)
                .toArray();
    }

    void append(FrameQualityMeasured measured, FrameTimes times) {
        quality.get(times.plane(measured.frameIndex())).value().append(measured, times);
    }

    void append(VolumeImaged volume, FrameTimes times) {
        for (int plane = 0; plane < names.planes(); plane++) {
            long frame = volume.frameIndex()[plane];
            if (frame != Volume.LOST) {
                motion.get(plane)
                        .value()
                        .append(
                                frame,
                                volume.shiftXPx()[plane],
                                volume.shiftYPx()[plane],
                                volume.correlation()[plane],
                                times);
            }
        }
    }

    /** The motion of a single plane that is calibrated is in its activity; else it is in the volume. */
    void append(ActivityInferred activity, FrameTimes times) {
        if (names.planes() == 1) {
            motion.getFirst()
                    .value()
                    .append(
                            activity.frameIndex(),
                            activity.shiftXPx(),
                            activity.shiftYPx(),
                            activity.correlation(),
                            times);
        }
        if (cells.isEmpty() || activity.fluorescence().length == 0) {
            return;
        }
        if (activity.fluorescence().length != cellsKnown()) {
            throw new IllegalArgumentException("activity of frame " + activity.frameIndex() + " has "
                    + activity.fluorescence().length + " cells, the session has " + cellsKnown());
        }
        for (int plane = 0; plane < cells.size(); plane++) {
            // The frames of a volume follow each other, one for each channel of each plane.
            long before = (long) (names.planes() - 1 - plane) * names.channels();
            cells.get(plane)
                    .append(activity, activity.frameIndex() - before, activity.settledFrameIndex() - before, times);
        }
    }

    /** Whether each series that gets rows from now on has one already. */
    boolean whole() {
        return cells.size() == names.planes()
                && cells.stream().allMatch(CellTraces::begun)
                && motion.stream().allMatch(trace -> trace.ifMade().isPresent())
                && quality.stream().allMatch(trace -> trace.ifMade().isPresent());
    }

    private int cellsKnown() {
        return cells.isEmpty() ? 0 : cells.getLast().cellsUpToHere();
    }
}
