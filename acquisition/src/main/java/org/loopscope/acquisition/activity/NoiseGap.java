package org.loopscope.acquisition.activity;

import java.util.SplittableRandom;

/**
 * How far below the resting level a baseline lies because of noise alone, in standard deviations of a block mean, by
 * the number of blocks seen: found by running the baseline itself on cells that are silent, with independent Gaussian
 * noise of 1. Always the same cells. For the 10th percentile it comes out at 1.28 once the window is full.
 */
final class NoiseGap {
    private static final int SILENT_CELLS = 100;
    private static final long SEED = 20170317;

    private final float[] gap;

    NoiseGap(BaselineSettings settings, int calibrationBlocks) {
        Baseline baseline = Baseline.of(SILENT_CELLS, settings);
        SplittableRandom random = new SplittableRandom(SEED);
        // After two windows either method is full.
        int window = settings.windowFrames() / settings.blockFrames();
        gap = new float[calibrationBlocks + 2 * window];
        baseline.begin(calibrationBlocks);
        for (int block = 0; block < gap.length; block++) {
            for (int cell = 0; cell < SILENT_CELLS; cell++) {
                baseline.add(cell, gaussian(random));
            }
            baseline.advance();
            double sum = 0;
            for (int cell = 0; cell < SILENT_CELLS; cell++) {
                sum += baseline.f0(cell);
            }
            gap[block] = (float) (-sum / SILENT_CELLS);
        }
    }

    /** The gap once so many blocks have been seen, at least 1. */
    float after(long blocks) {
        return gap[(int) Math.min(blocks, gap.length) - 1];
    }

    /** By Box and Muller, through StrictMath: the same bits everywhere. */
    private static float gaussian(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return (float) (radius * StrictMath.cos(2 * Math.PI * random.nextDouble()));
    }
}
