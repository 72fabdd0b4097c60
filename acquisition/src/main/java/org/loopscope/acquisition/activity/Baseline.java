package org.loopscope.acquisition.activity;

/**
 * A baseline that follows each cell's fluorescence from the means of consecutive blocks of frames: after every block
 * each cell is given its mean with {@link #add}, then {@link #advance} closes the block for all. It knows complete
 * blocks only. The work per block and cell does not grow with the number of blocks seen. One thread; allocates nothing
 * after its construction.
 */
sealed interface Baseline permits RunningPercentile, RunningMaximin {
    static Baseline of(int cells, BaselineSettings settings) {
        int blocks = settings.windowFrames() / settings.blockFrames();
        return switch (settings.method()) {
            case BaselineMethod.Percentile percentile -> new RunningPercentile(cells, blocks, percentile.percentile());
            case BaselineMethod.Maximin maximin ->
                new RunningMaximin(cells, blocks, maximin.smoothingFrames() / settings.blockFrames());
        };
    }

    /**
     * Forgets everything.
     *
     * @param calibrationBlocks how many of the blocks that follow are the calibration, at least 1
     */
    void begin(int calibrationBlocks);

    void add(int cell, float blockMean);

    void advance();

    /** F0 of a cell, in the unit of the means; to be asked once the calibration's blocks are in. */
    float f0(int cell);
}
