package org.loopscope.acquisition.activity;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * From fluorescence to dF/F, causally. With F a cell's fluorescence, N its surround's and N0 the median of N over the
 * calibration (all raw units), the corrected fluorescence is {@code Fc = F - c (N - N0)}: adding back {@code c N0} keeps
 * the cell's resting light in Fc, so that dividing by it makes sense. F0 is a {@link BaselineMethod} of the averages of
 * Fc over the complete blocks of {@code blockFrames} frames in the last {@code windowFrames}; the averaging keeps photon
 * noise from pulling a low value down. What pull is left is put back where the settings say so: F0 is raised by
 * {@link NoiseGap} times the noise of a block mean, which is that of a frame ({@link NoiseLevel}) over
 * {@code sqrt(blockFrames)}; a silent cell's dF/F then has the mean 0. The result is
 * {@code (Fc - F0) / max(F0 - offset, floor)}, dimensionless; floor is a tenth of the calibration's F0 - offset, at
 * least 1 raw unit. F0 of a frame knows only the blocks that ended before it. Frames that were lost are left out of the
 * count.
 *
 * <p>A frame costs a few operations per cell; the last frame of a block also {@link Baseline}'s. One thread; allocates
 * nothing per frame.
 */
public final class RunningBaseline {
    private static final double LEAST_SHARE = 0.1;
    private static final double LEAST_COUNTS = 1;
    /** The least noise of a frame, raw units: a detector that counts has more. */
    private static final double LEAST_NOISE = 1e-3;

    private final BaselineSettings settings;
    private final int cells;
    private final Baseline method;
    private final NoiseLevel noise;
    /** Null where nothing is corrected, and before the calibration. */
    private @Nullable NoiseGap gap;

    private final float[] referenceNeuropil;
    private final float[] floor;
    private final float[] baseline;
    /** The light of the last frame that had any. */
    private final float[] corrected;

    private final float[] blockSum;
    private int inBlock;
    private long blocks;

    public RunningBaseline(int cells, BaselineSettings settings) {
        this.settings = settings;
        this.cells = cells;
        this.method = Baseline.of(cells, settings);
        this.noise = new NoiseLevel(cells, LEAST_NOISE);
        this.referenceNeuropil = new float[cells];
        this.floor = new float[cells];
        this.baseline = new float[cells];
        this.corrected = new float[cells];
        this.blockSum = new float[cells];
    }

    /**
     * Starts from the calibration, forgetting what was before. A calibration longer than the window counts in full for
     * N0 and for the first guess of the noise, and with its last part for F0.
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
        blocks = fluorescence.length;
        gap = settings.noiseCorrected() ? new NoiseGap(settings, fluorescence.length) : null;
        NoiseLevel ofBlocks = new NoiseLevel(cells, LEAST_NOISE);
        takeReferenceNeuropil(neuropil);
        method.begin(fluorescence.length);
        for (int block = 0; block < fluorescence.length; block++) {
            correct(fluorescence[block], neuropil[block]);
            ofBlocks.add(corrected);
            for (int cell = 0; cell < cells; cell++) {
                method.add(cell, corrected[cell]);
            }
            method.advance();
        }
        float[] ofFrame = new float[cells];
        for (int cell = 0; cell < cells; cell++) {
            ofFrame[cell] = (float) (ofBlocks.sigma(cell) * Math.sqrt(settings.blockFrames()));
        }
        noise.start(ofFrame, fluorescence.length);
        takeBaseline();
        for (int cell = 0; cell < cells; cell++) {
            floor[cell] = (float) Math.max(LEAST_COUNTS, LEAST_SHARE * (baseline[cell] - settings.offsetCounts()));
        }
    }

    /**
     * One frame.
     *
     * @param dfOverF receives the change over the baseline, dimensionless
     */
    public void update(float[] fluorescence, float[] neuropil, float[] dfOverF) {
        correct(fluorescence, neuropil);
        repeat(dfOverF);
    }

    /**
     * One frame without light: counts as the last one that had some, because it would spoil the baseline for as long as that
     * looks back.
     *
     * @param dfOverF as in {@link #update}
     */
    public void repeat(float[] dfOverF) {
        if (blocks == 0) {
            throw new IllegalStateException("the running baseline has not been given its calibration");
        }
        noise.add(corrected);
        float offset = (float) settings.offsetCounts();
        for (int cell = 0; cell < cells; cell++) {
            float f0 = baseline[cell];
            dfOverF[cell] = (corrected[cell] - f0) / Math.max(f0 - offset, floor[cell]);
            blockSum[cell] += corrected[cell];
        }
        if (++inBlock == settings.blockFrames()) {
            for (int cell = 0; cell < cells; cell++) {
                method.add(cell, blockSum[cell] / inBlock);
                blockSum[cell] = 0;
            }
            inBlock = 0;
            blocks++;
            method.advance();
            takeBaseline();
        }
    }

    /** F0 as the next frame will use it, raw units, offset included. */
    public float baseline(int cell) {
        return baseline[cell];
    }

    /** Cells whose F0 is not above the offset: their dF/F has no scale. */
    public int cellsWithoutLight() {
        int count = 0;
        for (int cell = 0; cell < cells; cell++) {
            if (baseline[cell] - settings.offsetCounts() < LEAST_COUNTS) {
                count++;
            }
        }
        return count;
    }

    private void takeReferenceNeuropil(float[][] neuropil) {
        float[] ofCell = new float[neuropil.length];
        for (int cell = 0; cell < cells; cell++) {
            for (int block = 0; block < neuropil.length; block++) {
                ofCell[block] = neuropil[block][cell];
            }
            Arrays.sort(ofCell);
            referenceNeuropil[cell] = ofCell[ofCell.length / 2];
        }
    }

    private void correct(float[] fluorescence, float[] neuropil) {
        double coefficient = settings.neuropilCoefficient();
        for (int cell = 0; cell < cells; cell++) {
            corrected[cell] = (float) (fluorescence[cell] - coefficient * (neuropil[cell] - referenceNeuropil[cell]));
        }
    }

    private void takeBaseline() {
        float raised = gap == null ? 0 : (float) (gap.after(blocks) / Math.sqrt(settings.blockFrames()));
        for (int cell = 0; cell < cells; cell++) {
            baseline[cell] = method.f0(cell) + raised * noise.sigma(cell);
        }
    }
}
