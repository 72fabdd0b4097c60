package org.loopscope.controller.log.nwb;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.NewCellsAdopted;
import org.loopscope.controller.log.SessionEvent.NewCellsInferred;
import org.loopscope.controller.log.SessionEvent.RoisFixed;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;

/**
 * Cells' activity, one row per frame and one column per cell: of those of one plane that the session began with, from the
 * moment that they are fixed, or of those that a search has found, from the moment that they are adopted.
 */
final class CellTraces {
    private final NwbObjects objects;
    private final int firstCell;
    private final int cells;
    private final String segmentation;
    private final String timesPath;
    private final NwbSeries fluorescence;
    private final NwbSeries neuropil;
    private final NwbSeries dfOverF;
    private final NwbSeries lag0;
    private final NwbSeries settled;
    private final NwbSeries frameNumbers;
    private final NwbSeries settledFrameNumbers;

    /**
     * @param events what its events are
     * @param pixelOffset of the frames, which is in the fluorescence
     * @param named makes a path of this plane's or search's out of that of a single plane
     * @param firstCell among the cells of the activity that is appended
     */
    private CellTraces(
            NwbObjects objects,
            EventSeries events,
            int pixelOffset,
            UnaryOperator<String> named,
            RoiSet rois,
            int firstCell) {
        this.objects = objects;
        this.firstCell = firstCell;
        this.cells = rois.size();
        this.segmentation = named.apply(NwbLayout.PLANE_SEGMENTATION);
        this.timesPath = named.apply(NwbLayout.FLUORESCENCE);
        fluorescence = traces(timesPath, "Mean weighted fluorescence of each cell, raw units", pixelOffset, true);
        neuropil = traces(
                named.apply(NwbLayout.NEUROPIL), "Mean fluorescence around each cell, raw units", pixelOffset, false);
        dfOverF = traces(
                named.apply(NwbLayout.DF_OVER_F),
                "Change of the neuropil-corrected fluorescence over its running baseline",
                0,
                false);
        lag0 = traces(named.apply(NwbLayout.DECONVOLVED_LAG0), events.atOnce(), 0, false);
        String settledPath = named.apply(NwbLayout.DECONVOLVED);
        settled = traces(settledPath, events.settled(), 0, true);
        frameNumbers = frameNumbers(named.apply(NwbLayout.TRACE_FRAME_NUMBERS), timesPath);
        settledFrameNumbers = frameNumbers(named.apply(NwbLayout.DECONVOLVED_FRAME_NUMBERS), settledPath);
    }

    /** @param firstCell of this plane among the cells of all planes */
    static CellTraces ofPlane(
            NwbObjects objects, PlaneNames names, EventSeries events, int pixelOffset, RoisFixed fixed, int firstCell) {
        return new CellTraces(
                objects, events, pixelOffset, path -> names.of(path, fixed.plane()), fixed.rois(), firstCell);
    }

    /** Cells that were found later, in a session of a single plane. */
    static CellTraces ofFound(NwbObjects objects, EventSeries events, int pixelOffset, NewCellsAdopted found) {
        return new CellTraces(
                objects, events, pixelOffset, path -> path + NwbLayout.ofNewCells(found.search()), found.rois(), 0);
    }

    /** The number of cells up to and with this plane's. */
    int cellsUpToHere() {
        return firstCell + cells;
    }

    /**
     * @param frameIndex the plane's own frame
     * @param settledFrameIndex the plane's own frame that settled, negative while there is none
     */
    void append(ActivityInferred activity, long frameIndex, long settledFrameIndex, FrameTimes times) {
        append(
                frameIndex,
                own(activity.fluorescence()),
                own(activity.neuropil()),
                own(activity.dfOverF()),
                own(activity.events()),
                times);
        if (settledFrameIndex >= 0) {
            appendSettled(settledFrameIndex, own(activity.settledEvents()), times);
        }
    }

    void append(NewCellsInferred activity, FrameTimes times) {
        append(
                activity.frameIndex(),
                activity.fluorescence(),
                activity.neuropil(),
                activity.dfOverF(),
                activity.events(),
                times);
        if (activity.settledFrameIndex() >= 0) {
            appendSettled(activity.settledFrameIndex(), activity.settledEvents(), times);
        }
    }

    private void append(
            long frameIndex, float[] light, float[] around, float[] change, float[] events, FrameTimes times) {
        if (light.length != cells) {
            throw new IllegalArgumentException(
                    "activity of frame " + frameIndex + " has " + light.length + " cells, the table has " + cells);
        }
        fluorescence.data().append(light);
        neuropil.data().append(around);
        dfOverF.data().append(change);
        lag0.data().append(events);
        frameNumbers.data().append(frameIndex);
        fluorescence.time(NwbObjects.seconds(times.exposureEndNs(frameIndex)));
    }

    private void appendSettled(long frameIndex, float[] events, FrameTimes times) {
        settled.data().append(events);
        settledFrameNumbers.data().append(frameIndex);
        settled.time(NwbObjects.seconds(times.exposureEndNs(frameIndex)));
    }

    boolean begun() {
        return fluorescence.data().rows() > 0;
    }

    private float[] own(float[] ofAllPlanes) {
        return cells == ofAllPlanes.length
                ? ofAllPlanes
                : Arrays.copyOfRange(ofAllPlanes, firstCell, firstCell + cells);
    }

    private NwbSeries traces(String path, String description, int offset, boolean ownTimes) {
        NwbSeries.Description what = new NwbSeries.Description(
                -(float) offset, NwbType.ROI_RESPONSE_SERIES, description, "n.a.", Numeric.F32, cells);
        NwbSeries series = ownTimes
                ? NwbSeries.withTimes(objects, path, what)
                : NwbSeries.atTimesOf(objects, path, what, timesPath);
        String region = path + "/rois";
        ByteBuffer rows = NwbObjects.littleEndian(4 * cells);
        rows.asIntBuffer().put(IntStream.range(0, cells).toArray());
        objects.file().array(region, Numeric.I32, rows, cells);
        objects.typed(region, NwbType.DYNAMIC_TABLE_REGION)
                .text("description", "All cells, in the order of the table")
                .reference("table", segmentation)
                .close();
        return series;
    }

    private NwbSeries frameNumbers(String path, String timesOf) {
        NwbSeries.Description what = new NwbSeries.Description(
                NwbType.TIME_SERIES,
                "Running number at the microscope of the frame that each row of the traces belongs to",
                "frame",
                Numeric.I64);
        return NwbSeries.atTimesOf(objects, path, what, timesOf);
    }
}
