package org.loopscope.controller.log.nwb;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.CellsMatched;
import org.loopscope.controller.log.SessionEvent.RoisFixed;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;

/**
 * The activity of a plane's cells, one row per frame and one column per cell; exists from the moment that the cells are
 * fixed.
 */
final class CellTraces {
    private final NwbObjects objects;
    private final RoiSet rois;
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

    /** @param firstCell of this plane among the cells of all planes */
    CellTraces(NwbObjects objects, PlaneNames names, RoisFixed fixed, int firstCell) {
        this.objects = objects;
        this.firstCell = firstCell;
        this.rois = fixed.rois();
        this.cells = rois.size();
        int plane = fixed.plane();
        this.segmentation = names.of(NwbLayout.PLANE_SEGMENTATION, plane);
        this.timesPath = names.of(NwbLayout.FLUORESCENCE, plane);
        fluorescence = traces(timesPath, "Mean weighted fluorescence of each cell, raw units", true);
        neuropil = traces(names.of(NwbLayout.NEUROPIL, plane), "Mean fluorescence around each cell, raw units", false);
        dfOverF = traces(
                names.of(NwbLayout.DF_OVER_F, plane),
                "Change of the neuropil-corrected fluorescence over its running baseline",
                false);
        lag0 = traces(
                names.of(NwbLayout.DECONVOLVED_LAG0, plane),
                "Inferred spiking as known at the frame itself: what the closed loop acted on. dF/F per frame.",
                false);
        String settledPath = names.of(NwbLayout.DECONVOLVED, plane);
        settled = traces(settledPath, "Inferred spiking, revised by the frames that came after. dF/F per frame.", true);
        frameNumbers = frameNumbers(names.of(NwbLayout.TRACE_FRAME_NUMBERS, plane), timesPath);
        settledFrameNumbers = frameNumbers(names.of(NwbLayout.DECONVOLVED_FRAME_NUMBERS, plane), settledPath);
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
        fluorescence.data().append(own(activity.fluorescence()));
        neuropil.data().append(own(activity.neuropil()));
        dfOverF.data().append(own(activity.dfOverF()));
        lag0.data().append(own(activity.events()));
        frameNumbers.data().append(frameIndex);
        fluorescence.time(NwbObjects.seconds(times.exposureEndNs(frameIndex)));
        if (settledFrameIndex >= 0) {
            settled.data().append(own(activity.settledEvents()));
            settledFrameNumbers.data().append(settledFrameIndex);
            settled.time(NwbObjects.seconds(times.exposureEndNs(settledFrameIndex)));
        }
    }

    void matched(CellsMatched matched) {
        new MatchColumns(objects, segmentation).write(rois, matched);
    }

    private float[] own(float[] ofAllPlanes) {
        return cells == ofAllPlanes.length
                ? ofAllPlanes
                : Arrays.copyOfRange(ofAllPlanes, firstCell, firstCell + cells);
    }

    private NwbSeries traces(String path, String description, boolean ownTimes) {
        NwbSeries.Description what =
                new NwbSeries.Description(NwbType.ROI_RESPONSE_SERIES, description, "n.a.", Numeric.F32, cells);
        NwbSeries series = ownTimes
                ? NwbSeries.withTimes(objects, path, what)
                : NwbSeries.atTimesOf(objects, path, what, timesPath);
        String rois = path + "/rois";
        ByteBuffer rows = NwbObjects.littleEndian(4 * cells);
        rows.asIntBuffer().put(IntStream.range(0, cells).toArray());
        objects.file().array(rois, Numeric.I32, rows, cells);
        objects.typed(rois, NwbType.DYNAMIC_TABLE_REGION)
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
