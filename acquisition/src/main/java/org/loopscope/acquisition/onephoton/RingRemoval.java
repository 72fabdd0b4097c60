package org.loopscope.acquisition.onephoton;

import java.util.Arrays;
import org.loopscope.acquisition.roi.BinnedMovie;

/** The ring model: weights fitted to the calibration on the coarse grid, applied to each frame there. */
final class RingRemoval implements BackgroundRemoval {
    private final CoarseGrid grid;
    private final CoarseDifference difference;
    /** Distance in a coarse image from a place to each place on its ring. */
    private final int[] steps;
    /** By place on the ring, then as a coarse image. */
    private final float[][] weights;

    private final float[] coarse;
    private final float[] predicted;

    RingRemoval(Background.Ring settings, double somaDiameterPx, BinnedMovie movie) {
        RingShape ring = RingShape.of(settings.radiusDiameters() * somaDiameterPx / CoarseGrid.blockPx(somaDiameterPx));
        // Differences between two places on a ring reach twice its radius.
        this.grid = new CoarseGrid(movie.widthPx(), movie.heightPx(), somaDiameterPx, ring.reach());
        this.difference = new CoarseDifference(grid, movie);
        this.coarse = grid.image();
        this.predicted = grid.image();
        float[][] bins = new float[movie.size()][];
        for (int bin = 0; bin < bins.length; bin++) {
            bins[bin] = grid.image();
            difference.difference(movie.bin(bin), bins[bin]);
        }
        this.weights = new RingFit(grid, ring, bins).weights(settings.ridge());
        this.steps = ring.steps(grid.stride);
    }

    @Override
    public void remove(float[] pixels) {
        difference.difference(pixels, coarse);
        for (int row = 0; row < grid.rows; row++) {
            int start = grid.at(0, row);
            Arrays.fill(predicted, start, start + grid.columns, 0);
            for (int place = 0; place < steps.length; place++) {
                add(weights[place], coarse, steps[place], predicted, start, grid.columns);
            }
        }
        grid.subtract(predicted, pixels);
    }

    private static void add(float[] weights, float[] from, int step, float[] to, int start, int count) {
        for (int i = start; i < start + count; i++) {
            to[i] += weights[i] * from[i + step];
        }
    }
}
