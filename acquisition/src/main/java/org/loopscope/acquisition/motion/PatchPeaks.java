package org.loopscope.acquisition.motion;

/**
 * Where each patch's content lies relative to the whole frame's: the peak of the patch's own correlation, mixed with its
 * neighbours' (weights 1, 4, 1 in each direction) because a patch alone has few photons. A patch without a peak of its
 * own goes with the whole. One thread; allocates nothing per image.
 */
final class PatchPeaks {
    private static final int LAGS = LagCorrelation.LAGS;
    /** A patch's correlation at its peak, as a share of the mean patch's, below which it is not believed. */
    private static final double LEAST_SHARE = 0.15;

    private final PatchGrid patches;
    private final LagPeak peak;
    private final double[] mixed;
    private final Displacement found = new Displacement();

    PatchPeaks(PatchGrid patches, LagPeak peak) {
        this.patches = patches;
        this.peak = peak;
        this.mixed = new double[patches.size() * LAGS];
    }

    /**
     * @param sums correlations of each patch at the lags around the middle
     * @param wholeX where the whole frame's peak lies, from the middle lag
     * @param offsetX receives each patch's distance from the whole, pixels
     */
    void locate(double[] sums, double wholeX, double wholeY, float[] offsetX, float[] offsetY) {
        mix(sums);
        double mean = 0;
        for (int patch = 0; patch < patches.size(); patch++) {
            mean += mixed[patch * LAGS + LAGS / 2] / patches.size();
        }
        for (int patch = 0; patch < patches.size(); patch++) {
            double value = peak.climb(mixed, patch * LAGS, found);
            boolean believed = value > LEAST_SHARE * mean && value > 0;
            offsetX[patch] = believed ? (float) (found.xPx - wholeX) : 0;
            offsetY[patch] = believed ? (float) (found.yPx - wholeY) : 0;
        }
    }

    private void mix(double[] sums) {
        for (int row = 0; row < patches.rows(); row++) {
            for (int column = 0; column < patches.columns(); column++) {
                for (int lag = 0; lag < LAGS; lag++) {
                    mixed[(row * patches.columns() + column) * LAGS + lag] = mixed(sums, row, column, lag);
                }
            }
        }
    }

    private double mixed(double[] sums, int row, int column, int lag) {
        double sum = 0;
        double weights = 0;
        for (int r = Math.max(0, row - 1); r <= Math.min(patches.rows() - 1, row + 1); r++) {
            for (int c = Math.max(0, column - 1); c <= Math.min(patches.columns() - 1, column + 1); c++) {
                int weight = (r == row ? 4 : 1) * (c == column ? 4 : 1);
                sum += weight * sums[(r * patches.columns() + c) * LAGS + lag];
                weights += weight;
            }
        }
        return sum / weights;
    }
}
