package org.loopscope.acquisition.motion;

/**
 * Finds the maximum between whole-pixel lags, x and y interpolated apart ({@link LagInterpolation}): within about 0.002 px
 * of the maximum of the exact trigonometric interpolation on two-photon fields, which is the limit of an upsampled
 * transform (Guizar-Sicairos et al., Optics Letters 2008). One thread; allocates nothing once made.
 */
final class LagPeak {
    private static final int SIDE = LagCorrelation.SIDE;
    private static final int STEPS = 5;

    private final LagInterpolation alongX;
    private final LagInterpolation alongY;
    private final double[][] weightsX = new double[3][SIDE];
    private final double[][] weightsY = new double[3][SIDE];

    /** @param periodXPx length of the transform that the spectra come from, horizontally */
    LagPeak(int periodXPx, int periodYPx) {
        this.alongX = new LagInterpolation(periodXPx);
        this.alongY = new LagInterpolation(periodYPx);
    }

    /**
     * Fits the interpolation to another template.
     *
     * @param powerX at each horizontal frequency, from 0 up, in steps of one cycle per period
     * @param powerY the same, vertical
     */
    void spectrum(double[] powerX, double[] powerY) {
        alongX.fit(powerX);
        alongY.fit(powerY);
    }

    /**
     * Climbs by Newton's method to the maximum next to the clearest lag, and answers the correlation there.
     *
     * @param sums correlations, of which those of the wanted patch begin at {@code at}, {@code [lagY][lagX]}
     * @param out receives the offset from the middle lag
     */
    double climb(double[] sums, int at, Displacement out) {
        double reach = LagInterpolation.REACH_PX;
        int best = at + LagCorrelation.LAGS / 2;
        for (int lag = 0; lag < LagCorrelation.LAGS; lag++) {
            if (sums[at + lag] > sums[best]) {
                best = at + lag;
            }
        }
        double x = (best - at) % SIDE - LagCorrelation.RADIUS;
        double y = (best - at) / SIDE - LagCorrelation.RADIUS;
        for (int step = 0; step < STEPS; step++) {
            alongX.at(x, weightsX);
            alongY.at(y, weightsY);
            double gradX = product(sums, at, weightsY[0], weightsX[1]);
            double gradY = product(sums, at, weightsY[1], weightsX[0]);
            double curveXx = product(sums, at, weightsY[0], weightsX[2]);
            double curveXy = product(sums, at, weightsY[1], weightsX[1]);
            double curveYy = product(sums, at, weightsY[2], weightsX[0]);
            double determinant = curveXx * curveYy - curveXy * curveXy;
            if (!(curveXx < 0 && determinant > 0)) {
                break;
            }
            x = Math.clamp(x - (curveYy * gradX - curveXy * gradY) / determinant, -reach, reach);
            y = Math.clamp(y - (curveXx * gradY - curveXy * gradX) / determinant, -reach, reach);
        }
        out.xPx = x;
        out.yPx = y;
        alongX.at(x, weightsX);
        alongY.at(y, weightsY);
        return product(sums, at, weightsY[0], weightsX[0]);
    }

    private static double product(double[] sums, int at, double[] rows, double[] columns) {
        double total = 0;
        for (int row = 0, i = at; row < SIDE; row++) {
            double inRow = 0;
            for (int column = 0; column < SIDE; column++, i++) {
                inRow += sums[i] * columns[column];
            }
            total += rows[row] * inRow;
        }
        return total;
    }
}
