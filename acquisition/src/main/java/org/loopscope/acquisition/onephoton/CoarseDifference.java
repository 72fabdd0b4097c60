package org.loopscope.acquisition.onephoton;

import org.loopscope.acquisition.roi.BinnedMovie;

/** What of a frame differs from the mean image of the calibration, on the coarse grid. One thread. */
final class CoarseDifference {
    private final float[] coarseMean;
    private final CoarseGrid grid;

    CoarseDifference(CoarseGrid grid, BinnedMovie movie) {
        this.grid = grid;
        this.coarseMean = grid.image();
        grid.shrink(movie.mean(), coarseMean);
    }

    /** The margin of {@code coarse} stays 0. */
    void difference(float[] pixels, float[] coarse) {
        grid.shrink(pixels, coarse);
        for (int i = 0; i < coarse.length; i++) {
            coarse[i] -= coarseMean[i];
        }
    }
}
