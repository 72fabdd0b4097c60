package org.loopscope.acquisition.activity;

import org.loopscope.acquisition.roi.NeuropilRing;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;

/** Reads each cell's light and its surround's out of a registered frame. One thread; allocates nothing per frame. */
public final class TraceExtractor {
    private final int cells;
    private final int framePixels;
    /** Where each cell's pixels begin in the next two arrays; one entry more than cells. */
    private final int[] cellStart;

    private final int[] cellPixel;
    private final float[] cellWeight;
    private final int[] ringStart;
    private final int[] ringPixel;

    public TraceExtractor(RoiSet rois, NeuropilRing ring) {
        cells = rois.size();
        framePixels = rois.widthPx() * rois.heightPx();
        cellStart = new int[cells + 1];
        ringStart = new int[cells + 1];
        for (int cell = 0; cell < cells; cell++) {
            cellStart[cell + 1] = cellStart[cell] + rois.rois().get(cell).pixels().length;
            ringStart[cell + 1] = ringStart[cell] + ring.pixels(cell).length;
        }
        cellPixel = new int[cellStart[cells]];
        cellWeight = new float[cellStart[cells]];
        ringPixel = new int[ringStart[cells]];
        for (int cell = 0; cell < cells; cell++) {
            Roi roi = rois.rois().get(cell);
            System.arraycopy(roi.pixels(), 0, cellPixel, cellStart[cell], roi.pixels().length);
            System.arraycopy(roi.weights(), 0, cellWeight, cellStart[cell], roi.weights().length);
            System.arraycopy(ring.pixels(cell), 0, ringPixel, ringStart[cell], ring.pixels(cell).length);
        }
    }

    public int cells() {
        return cells;
    }

    /**
     * @param pixels a registered frame, row-major, raw units
     * @param fluorescence receives each cell's weighted mean, raw units
     * @param neuropil receives the mean of each cell's surround, raw units
     */
    public void extract(float[] pixels, float[] fluorescence, float[] neuropil) {
        if (pixels.length != framePixels) {
            throw new IllegalArgumentException(
                    "a frame of " + pixels.length + " pixels, the cells were found in frames of " + framePixels);
        }
        for (int cell = 0; cell < cells; cell++) {
            float inside = 0;
            for (int i = cellStart[cell]; i < cellStart[cell + 1]; i++) {
                inside += cellWeight[i] * pixels[cellPixel[i]];
            }
            fluorescence[cell] = inside;
            float around = 0;
            for (int i = ringStart[cell]; i < ringStart[cell + 1]; i++) {
                around += pixels[ringPixel[i]];
            }
            neuropil[cell] = around / (ringStart[cell + 1] - ringStart[cell]);
        }
    }
}
