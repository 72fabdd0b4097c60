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
            fluorescence[cell] = weighted(pixels, cellStart[cell], cellStart[cell + 1]);
            neuropil[cell] =
                    sum(pixels, ringStart[cell], ringStart[cell + 1]) / (ringStart[cell + 1] - ringStart[cell]);
        }
    }

    /** Four sums side by side, because one addition has to wait for the one before. */
    private float weighted(float[] pixels, int from, int to) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int i = from;
        for (; i <= to - 4; i += 4) {
            sum0 += cellWeight[i] * pixels[cellPixel[i]];
            sum1 += cellWeight[i + 1] * pixels[cellPixel[i + 1]];
            sum2 += cellWeight[i + 2] * pixels[cellPixel[i + 2]];
            sum3 += cellWeight[i + 3] * pixels[cellPixel[i + 3]];
        }
        for (; i < to; i++) {
            sum0 += cellWeight[i] * pixels[cellPixel[i]];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }

    private float sum(float[] pixels, int from, int to) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int i = from;
        for (; i <= to - 4; i += 4) {
            sum0 += pixels[ringPixel[i]];
            sum1 += pixels[ringPixel[i + 1]];
            sum2 += pixels[ringPixel[i + 2]];
            sum3 += pixels[ringPixel[i + 3]];
        }
        for (; i < to; i++) {
            sum0 += pixels[ringPixel[i]];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }
}
