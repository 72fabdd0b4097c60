package org.loopscope.controller.log.nwb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.path.Volume;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.CellsMatched;
import org.loopscope.controller.log.SessionEvent.FrameQualityMeasured;
import org.loopscope.controller.log.SessionEvent.NewCellsAdopted;
import org.loopscope.controller.log.SessionEvent.NewCellsInferred;
import org.loopscope.controller.log.SessionEvent.RoisFixed;
import org.loopscope.controller.log.SessionEvent.VolumeImaged;

/** What the imaging found in each plane: where its frames lay, how good they were, its cells and their activity. */
final class ImagingTables {
    private final NwbObjects objects;
    private final PlaneNames names;
    private final EventSeries spikes;
    private final List<OnFirstUse<MotionTrace>> motion = new ArrayList<>();
    private final List<OnFirstUse<QualityTrace>> quality = new ArrayList<>();
    private final OnFirstUse<LostVolumes> lostVolumes;
    private final Segmentation segmentation;
    /** By plane; empty until the cells are fixed. */
    private final List<CellTraces> cells = new ArrayList<>();

    /** By the number of the search that found them. */
    private final Map<Integer, CellTraces> newCells = new HashMap<>();

    private final long framePeriodNs;

    ImagingTables(NwbObjects objects, FrameFormat format, NwbImaging imaging) {
        this.objects = objects;
        spikes = EventSeries.of(imaging);
        names = PlaneNames.of(format);
        framePeriodNs = format.periodNs();
        lostVolumes = new OnFirstUse<>(() -> new LostVolumes(objects, names));
        segmentation = new Segmentation(objects, names, imaging.imagedChannel());
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
        cells.add(CellTraces.ofPlane(objects, names, spikes, fixed, cellsKnown()));
    }

    /** Cells that a search has found while the session ran. */
    void adopt(NewCellsAdopted found) {
        segmentation.write(found);
        newCells.put(found.search(), CellTraces.ofFound(objects, spikes, found));
    }

    void append(NewCellsInferred activity, FrameTimes times) {
        CellTraces traces = newCells.get(activity.search());
        if (traces == null) {
            throw new IllegalArgumentException("activity of search " + activity.search() + ", which has found no cell");
        }
        traces.append(activity, times);
    }

    /** From the plane's own frames on, whose times its series have. */
    private long[] offsetsInFrameNs(RoisFixed fixed) {
        long planeNs = (names.planes() - 1 - fixed.plane()) * framePeriodNs;
        return Arrays.stream(fixed.offsetsNs())
                .map(offsetNs -> offsetNs + planeNs)
                .toArray();
    }

    /** The field of the only plane was found to be an earlier session's. */
    void matched(CellsMatched matched) {
        cells.getFirst().matched(matched);
    }

    void append(FrameQualityMeasured measured, FrameTimes times) {
        quality.get(times.plane(measured.frameIndex())).value().append(measured, times);
    }

    void append(VolumeImaged volume, FrameTimes times) {
        if (!volume.whole()) {
            lostVolumes.value().append(volume, times);
        }
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

    private int cellsKnown() {
        return cells.isEmpty() ? 0 : cells.getLast().cellsUpToHere();
    }
}
