package org.loopscope.controller.log.nwb;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.NewCellsAdopted;
import org.loopscope.controller.log.SessionEvent.NewCellsInferred;
import org.loopscope.controller.log.SessionEvent.RoisFixed;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;

/**
 * Cells' activity, one row per frame and one column per cell: of those that the session began with, from the moment that
 * they are fixed, or of those that a search has found, from the moment that they are adopted.
 */
final class CellTraces {
    private final NwbObjects objects;
    private final String suffix;
    private final int cells;
    private final NwbSeries fluorescence;
    private final NwbSeries neuropil;
    private final NwbSeries dfOverF;
    private final NwbSeries lag0;
    private final NwbSeries settled;
    private final NwbSeries frameNumbers;
    private final NwbSeries settledFrameNumbers;

    /** @param suffix of the table's path and every series' */
    private CellTraces(NwbObjects objects, String suffix, int cells) {
        this.objects = objects;
        this.suffix = suffix;
        this.cells = cells;
        fluorescence =
                traces(NwbLayout.FLUORESCENCE, "Mean weighted fluorescence of each cell, raw units", "n.a.", true);
        neuropil = traces(NwbLayout.NEUROPIL, "Mean fluorescence around each cell, raw units", "n.a.", false);
        dfOverF = traces(
                NwbLayout.DF_OVER_F,
                "Change of the neuropil-corrected fluorescence over its running baseline",
                "n.a.",
                false);
        lag0 = traces(
                NwbLayout.DECONVOLVED_LAG0,
                "Inferred spiking as known at the frame itself: what the closed loop acted on. dF/F per frame.",
                "n.a.",
                false);
        settled = traces(
                NwbLayout.DECONVOLVED,
                "Inferred spiking, revised by the frames that came after. dF/F per frame.",
                "n.a.",
                true);
        frameNumbers = frameNumbers(NwbLayout.TRACE_FRAME_NUMBERS, NwbLayout.FLUORESCENCE);
        settledFrameNumbers = frameNumbers(NwbLayout.DECONVOLVED_FRAME_NUMBERS, NwbLayout.DECONVOLVED);
    }

    /** The first cells; makes what the others' table and series are put into. */
    static CellTraces ofFirst(NwbObjects objects, RoisFixed fixed) {
        new Segmentation(objects).write(fixed);
        container(objects, "Fluorescence", NwbType.FLUORESCENCE);
        container(objects, "DfOverF", NwbType.DF_OVER_F);
        return new CellTraces(objects, "", fixed.rois().size());
    }

    /** Cells that were found later, after {@link #ofFirst}. */
    static CellTraces ofFound(NwbObjects objects, NewCellsAdopted found) {
        String suffix = NwbLayout.ofNewCells(found.search());
        new Segmentation(objects)
                .writeTable(
                        NwbLayout.PLANE_SEGMENTATION + suffix,
                        "Cells found while the session ran, followed from frame " + found.frameIndex() + " on",
                        found.rois());
        return new CellTraces(objects, suffix, found.rois().size());
    }

    void append(ActivityInferred activity, FrameTimes times) {
        append(
                activity.frameIndex(),
                activity.fluorescence(),
                activity.neuropil(),
                activity.dfOverF(),
                activity.events(),
                times);
        appendSettled(activity.settledFrameIndex(), activity.settledEvents(), times);
    }

    void append(NewCellsInferred activity, FrameTimes times) {
        append(
                activity.frameIndex(),
                activity.fluorescence(),
                activity.neuropil(),
                activity.dfOverF(),
                activity.events(),
                times);
        appendSettled(activity.settledFrameIndex(), activity.settledEvents(), times);
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
        if (frameIndex >= 0) {
            settled.data().append(events);
            settledFrameNumbers.data().append(frameIndex);
            settled.time(NwbObjects.seconds(times.exposureEndNs(frameIndex)));
        }
    }

    private static void container(NwbObjects objects, String name, NwbType type) {
        objects.group(NwbLayout.OPHYS + "/" + name, type).close();
    }

    private NwbSeries traces(String ofFirst, String description, String unit, boolean ownTimes) {
        NwbSeries.Description what =
                new NwbSeries.Description(NwbType.ROI_RESPONSE_SERIES, description, unit, Numeric.F32, cells);
        String path = ofFirst + suffix;
        NwbSeries series = ownTimes
                ? NwbSeries.withTimes(objects, path, what)
                : NwbSeries.atTimesOf(objects, path, what, NwbLayout.FLUORESCENCE + suffix);
        String rois = path + "/rois";
        ByteBuffer rows = NwbObjects.littleEndian(4 * cells);
        rows.asIntBuffer().put(IntStream.range(0, cells).toArray());
        objects.file().array(rois, Numeric.I32, rows, cells);
        objects.typed(rois, NwbType.DYNAMIC_TABLE_REGION)
                .text("description", "All cells, in the order of the table")
                .reference("table", NwbLayout.PLANE_SEGMENTATION + suffix)
                .close();
        return series;
    }

    private NwbSeries frameNumbers(String path, String timesOf) {
        NwbSeries.Description what = new NwbSeries.Description(
                NwbType.TIME_SERIES,
                "Running number at the microscope of the frame that each row of the traces belongs to",
                "frame",
                Numeric.I64);
        return NwbSeries.atTimesOf(objects, path + suffix, what, timesOf + suffix);
    }
}
