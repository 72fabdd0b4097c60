package org.loopscope.acquisition.path;

import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;

/**
 * When each cell is looked at within a frame. A scanning microscope draws a frame line by line, so that a cell at the top
 * of a 30 Hz frame is seen up to 33 ms before one at the bottom. Motion moves a cell by a line a pixel, which is left out:
 * it is less than a millisecond.
 */
public final class CellTimes {
    private CellTimes() {}

    /**
     * From the end of the exposure to the middle of each cell, nanoseconds, 0 or less.
     *
     * @param scanNs from the beginning of a frame's first line to the end of its last; 0 where all are exposed at once
     */
    public static long[] offsetsNs(RoiSet rois, long scanNs) {
        long[] offsetsNs = new long[rois.size()];
        for (int cell = 0; cell < offsetsNs.length; cell++) {
            double line = meanLine(rois.rois().get(cell), rois.widthPx());
            offsetsNs[cell] = -Math.round(scanNs * (1 - line / rois.heightPx()));
        }
        return offsetsNs;
    }

    /** Lines from the top to the middle of the cell. */
    private static double meanLine(Roi roi, int widthPx) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < roi.pixels().length; i++) {
            int line = roi.pixels()[i] / widthPx;
            sum += roi.weights()[i] * (line + 0.5);
            weight += roi.weights()[i];
        }
        return sum / weight;
    }
}
