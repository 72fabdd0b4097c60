package org.loopscope.acquisition.onephoton;

import java.util.Arrays;
import org.loopscope.acquisition.roi.BinnedMovie;

/**
 * The band-pass: the surround's Gaussian mean of what has changed since the calibration, taken on the coarse grid, is
 * taken off; before that, pixels are smoothed. Near the edges means are over the part of the kernel that lies inside.
 */
final class BandPassRemoval implements BackgroundRemoval {
    private static final double LEAST_FINE_SIGMA_PX = 0.3;

    private final CoarseGrid grid;
    private final CoarseDifference difference;
    private final GaussianKernel kernel;
    private final float[] insideAcross;
    private final float[] insideDown;
    private final float[] coarse;
    private final float[] across;
    private final FineSmoothing smoothing;

    BandPassRemoval(Background.BandPass settings, double somaDiameterPx, BinnedMovie movie) {
        int blockPx = CoarseGrid.blockPx(somaDiameterPx);
        this.kernel = new GaussianKernel(settings.coarseDiameters() * somaDiameterPx / blockPx);
        this.grid = new CoarseGrid(movie.widthPx(), movie.heightPx(), somaDiameterPx, kernel.radius());
        this.difference = new CoarseDifference(grid, movie);
        this.insideAcross = kernel.inside(grid.columns);
        this.insideDown = kernel.inside(grid.rows);
        this.coarse = grid.image();
        this.across = grid.image();
        double fineSigmaPx = settings.fineDiameters() * somaDiameterPx;
        this.smoothing = fineSigmaPx < LEAST_FINE_SIGMA_PX
                ? FineSmoothing.none()
                : FineSmoothing.around(movie.mean(), movie.widthPx(), movie.heightPx(), fineSigmaPx);
    }

    @Override
    public void remove(float[] pixels) {
        difference.difference(pixels, coarse);
        blur();
        smoothing.smooth(pixels);
        grid.subtract(coarse, pixels);
    }

    private void blur() {
        int taps = 2 * kernel.radius() + 1;
        int columns = grid.columns;
        for (int row = 0; row < grid.rows; row++) {
            int start = grid.at(0, row);
            Arrays.fill(across, start, start + columns, 0);
            for (int k = 0; k < taps; k++) {
                add(coarse, start + k - kernel.radius(), kernel.weight(k), across, start, columns);
            }
            for (int column = 0; column < columns; column++) {
                across[start + column] /= insideAcross[column];
            }
        }
        for (int row = 0; row < grid.rows; row++) {
            int start = grid.at(0, row);
            Arrays.fill(coarse, start, start + columns, 0);
            for (int k = 0; k < taps; k++) {
                int from = start + (k - kernel.radius()) * grid.stride;
                add(across, from, kernel.weight(k) / insideDown[row], coarse, start, columns);
            }
        }
    }

    private static void add(float[] from, int at, float weight, float[] to, int start, int count) {
        for (int i = 0; i < count; i++) {
            to[start + i] += weight * from[at + i];
        }
    }
}
