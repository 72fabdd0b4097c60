package org.loopscope.controller.log.nwb;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.CellsMatched;
import org.loopscope.controller.log.SessionEvent.RoisFixed;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;

/** The cells' activity, one row per frame and one column per cell; exists from the moment that the cells are fixed. */
final class CellTraces {
    private final NwbObjects objects;
    private final RoiSet rois;
    private final int cells;
    private final NwbSeries fluorescence;
    private final NwbSeries neuropil;
    private final NwbSeries dfOverF;
    private final NwbSeries lag0;
    private final NwbSeries settled;
    private final NwbSeries frameNumbers;
    private final NwbSeries settledFrameNumbers;

    /** @param offsetsNs see {@link Segmentation#write} */
    CellTraces(NwbObjects objects, RoisFixed fixed, long[] offsetsNs) {
        this.objects = objects;
        this.rois = fixed.rois();
        this.cells = rois.size();
        new Segmentation(objects).write(fixed, offsetsNs);
        container("Fluorescence", NwbType.FLUORESCENCE);
        container("DfOverF", NwbType.DF_OVER_F);
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

    void append(ActivityInferred activity, FrameTimes times) {
        if (activity.fluorescence().length != cells) {
            throw new IllegalArgumentException("activity of frame " + activity.frameIndex() + " has "
                    + activity.fluorescence().length + " cells, the session has " + cells);
        }
        fluorescence.data().append(activity.fluorescence());
        neuropil.data().append(activity.neuropil());
        dfOverF.data().append(activity.dfOverF());
        lag0.data().append(activity.events());
        frameNumbers.data().append(activity.frameIndex());
        fluorescence.time(NwbObjects.seconds(times.exposureEndNs(activity.frameIndex())));
        if (activity.settledFrameIndex() >= 0) {
            settled.data().append(activity.settledEvents());
            settledFrameNumbers.data().append(activity.settledFrameIndex());
            settled.time(NwbObjects.seconds(times.exposureEndNs(activity.settledFrameIndex())));
        }
    }

    void matched(CellsMatched matched) {
        new MatchColumns(objects).write(rois, matched);
    }

    private void container(String name, NwbType type) {
        objects.group(NwbLayout.OPHYS + "/" + name, type).close();
    }

    private NwbSeries traces(String path, String description, String unit, boolean ownTimes) {
        NwbSeries.Description what =
                new NwbSeries.Description(NwbType.ROI_RESPONSE_SERIES, description, unit, Numeric.F32, cells);
        NwbSeries series = ownTimes
                ? NwbSeries.withTimes(objects, path, what)
                : NwbSeries.atTimesOf(objects, path, what, NwbLayout.FLUORESCENCE);
        String rois = path + "/rois";
        ByteBuffer rows = NwbObjects.littleEndian(4 * cells);
        rows.asIntBuffer().put(IntStream.range(0, cells).toArray());
        objects.file().array(rois, Numeric.I32, rows, cells);
        objects.typed(rois, NwbType.DYNAMIC_TABLE_REGION)
                .text("description", "All cells, in the order of the table")
                .reference("table", NwbLayout.PLANE_SEGMENTATION)
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
