package org.loopscope.acquisition.activity;

import java.util.Arrays;

/**
 * From fluorescence to dF/F, causally. With F a cell's fluorescence, N its surround's and N0 the median of N over the
 * calibration (all raw units), the corrected fluorescence is {@code Fc = F - c (N - N0)}: adding back {@code c N0} keeps
 * the cell's resting light in Fc, so that dividing by it makes sense. F0 is the percentile of the averages of Fc over
 * the last {@code windowFrames / blockFrames} complete blocks of {@code blockFrames} frames (the averaging keeps photon
 * noise from pulling a low percentile down), linear between the order statistics k = p/100 (n - 1). The result is
 * {@code (Fc - F0) / max(F0 - offset, floor)}, dimensionless; floor is a tenth of the calibration's F0 - offset, at
 * least 1 raw unit. F0 of a frame knows only the blocks that ended before it. Frames that were lost are left out of
 * the count.
 *
 * <p>Memory is one sorted and one chronological ring per cell; a frame costs a few operations per cell and the last
 * frame of a block one search and one move within the ring. One thread; allocates nothing per frame.
 */
public final class RunningBaseline {
    private static final double LEAST_SHARE = 0.1;
    private static final double LEAST_COUNTS = 1;

    private final BaselineSettings settings;
    private final int cells;
    private final int blocks;
    /** {@code [cell * blocks + slot]}, in the order of arrival. */
    private final float[] arrived;
    /** {@code [cell * blocks + rank]}, ascending. */
    private final float[] sorted;

    private final float[] referenceNeuropil;
    private final float[] floor;
    private final float[] baseline;
    private final float[] blockSum;
    private int inBlock;
    private int filled;
    private int nextSlot;

    public RunningBaseline(int cells, BaselineSettings settings) {
        this.settings = settings;
        this.cells = cells;
        this.blocks = settings.windowFrames() / settings.blockFrames();
        this.arrived = new float[cells * blocks];
        this.sorted = new float[cells * blocks];
        this.referenceNeuropil = new float[cells];
        this.floor = new float[cells];
        this.baseline = new float[cells];
        this.blockSum = new float[cells];
    }

    /**
     * Starts from the calibration, forgetting what was before. A calibration longer than the window counts in full for
     * N0, and with its last part for F0.
     *
     * @param fluorescence {@code [block][cell]}, means over consecutive groups of about {@code blockFrames} frames
     * @param neuropil of the same shape
     */
    public void seed(float[][] fluorescence, float[][] neuropil) {
        if (fluorescence.length == 0 || fluorescence.length != neuropil.length) {
            throw new IllegalArgumentException("the baseline starts from at least one block of calibration, given "
                    + fluorescence.length + " of fluorescence and " + neuropil.length + " of neuropil");
        }
        Arrays.fill(blockSum, 0);
        inBlock = 0;
        filled = 0;
        nextSlot = 0;
        float[] ofCell = new float[neuropil.length];
        for (int cell = 0; cell < cells; cell++) {
            for (int block = 0; block < neuropil.length; block++) {
                ofCell[block] = neuropil[block][cell];
            }
            Arrays.sort(ofCell);
            referenceNeuropil[cell] = ofCell[ofCell.length / 2];
        }
        for (int block = Math.max(0, fluorescence.length - blocks); block < fluorescence.length; block++) {
            for (int cell = 0; cell < cells; cell++) {
                insert(cell, corrected(cell, fluorescence[block][cell], neuropil[block][cell]));
            }
            advance();
        }
        for (int cell = 0; cell < cells; cell++) {
            baseline[cell] = percentile(cell);
            floor[cell] = (float) Math.max(LEAST_COUNTS, LEAST_SHARE * (baseline[cell] - settings.offsetCounts()));
        }
    }

    /**
     * One frame.
     *
     * @param dfOverF receives the change over the baseline, dimensionless
     */
    public void update(float[] fluorescence, float[] neuropil, float[] dfOverF) {
        if (filled == 0) {
            throw new IllegalStateException("the running baseline has not been given its calibration");
        }
        float offset = (float) settings.offsetCounts();
        for (int cell = 0; cell < cells; cell++) {
            float corrected = corrected(cell, fluorescence[cell], neuropil[cell]);
            float f0 = baseline[cell];
            dfOverF[cell] = (corrected - f0) / Math.max(f0 - offset, floor[cell]);
            blockSum[cell] += corrected;
        }
        if (++inBlock == settings.blockFrames()) {
            for (int cell = 0; cell < cells; cell++) {
                insert(cell, blockSum[cell] / inBlock);
                blockSum[cell] = 0;
            }
            inBlock = 0;
            advance();
            for (int cell = 0; cell < cells; cell++) {
                baseline[cell] = percentile(cell);
            }
        }
    }

    /** F0 as the next frame will use it, raw units, offset included. */
    public float baseline(int cell) {
        return baseline[cell];
    }

    private float corrected(int cell, float fluorescence, float neuropil) {
        return (float) (fluorescence - settings.neuropilCoefficient() * (neuropil - referenceNeuropil[cell]));
    }

    /** Puts a block's mean in place of the oldest, at {@link #nextSlot}. */
    private void insert(int cell, float value) {
        int from = cell * blocks;
        int ranks = filled;
        if (filled == blocks) {
            int leaving = rank(from, ranks, arrived[from + nextSlot]);
            System.arraycopy(sorted, from + leaving + 1, sorted, from + leaving, ranks - leaving - 1);
            ranks--;
        }
        int entering = rank(from, ranks, value);
        System.arraycopy(sorted, from + entering, sorted, from + entering + 1, ranks - entering);
        sorted[from + entering] = value;
        arrived[from + nextSlot] = value;
    }

    private void advance() {
        nextSlot = (nextSlot + 1) % blocks;
        filled = Math.min(filled + 1, blocks);
    }

    /** The first rank whose value is not below {@code value}. */
    private int rank(int from, int ranks, float value) {
        int low = 0;
        int high = ranks;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Float.compare(sorted[from + middle], value) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private float percentile(int cell) {
        double at = settings.percentile() / 100 * (filled - 1);
        int below = (int) at;
        int above = Math.min(below + 1, filled - 1);
        float low = sorted[cell * blocks + below];
        return (float) (low + (at - below) * (sorted[cell * blocks + above] - low));
    }
}
