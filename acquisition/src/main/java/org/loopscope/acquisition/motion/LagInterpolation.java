package org.loopscope.acquisition.motion;

/**
 * What lies between whole-pixel lags, along one axis: the best linear prediction from the five lags around a place, given
 * the power spectrum of what is sampled (simple kriging). The weights are polynomials of the offset from the middle lag.
 * One thread; allocates nothing once made.
 */
final class LagInterpolation {
    /** Farthest offset from the middle lag that is asked for. */
    static final double REACH_PX = LagCorrelation.RADIUS;

    private static final int SIDE = LagCorrelation.SIDE;
    /** The polynomials pass through so many offsets. */
    private static final int NODES = 11;

    private static final double RIDGE = 1e-9;

    /** {@code [node][power]} of the offsets. */
    private final double[][] powers = new double[NODES][NODES];
    /** Cosine of the lowest frequency's phase over the distance between two lags. */
    private final double[] lagCosine = new double[SIDE];
    /** The same between each node and each lag. */
    private final double[][] nodeCosine = new double[NODES][SIDE];

    private final double[][] covariance = new double[SIDE][SIDE];
    private final double[][] atNodes = new double[NODES][SIDE];
    private final LinearSystem lagSystem = new LinearSystem(SIDE);
    private final LinearSystem nodeSystem = new LinearSystem(NODES);
    /** {@code [lag][power of the offset]}. */
    private final double[][] weights = new double[SIDE][NODES];

    /** @param periodPx length of the transform that the spectra come from */
    LagInterpolation(int periodPx) {
        for (int lag = 0; lag < SIDE; lag++) {
            lagCosine[lag] = StrictMath.cos(2 * Math.PI * lag / periodPx);
        }
        for (int node = 0; node < NODES; node++) {
            double offset = REACH_PX * StrictMath.cos(Math.PI * (node + 0.5) / NODES);
            for (int lag = 0; lag < SIDE; lag++) {
                double distancePx = offset - (lag - LagCorrelation.RADIUS);
                nodeCosine[node][lag] = StrictMath.cos(2 * Math.PI * distancePx / periodPx);
            }
            powers[node][0] = 1;
            for (int p = 1; p < NODES; p++) {
                powers[node][p] = powers[node][p - 1] * offset;
            }
        }
    }

    /** @param power at each frequency, from 0 up, in steps of one cycle per period; all 0 where nothing is sampled */
    void fit(double[] power) {
        for (int a = 0; a < SIDE; a++) {
            for (int b = 0; b < SIDE; b++) {
                covariance[a][b] = covariance(power, lagCosine[Math.abs(a - b)]) + (a == b ? RIDGE : 0);
            }
        }
        for (int node = 0; node < NODES; node++) {
            for (int lag = 0; lag < SIDE; lag++) {
                atNodes[node][lag] = covariance(power, nodeCosine[node][lag]);
            }
            lagSystem.solve(covariance, atNodes[node]);
        }
        for (int lag = 0; lag < SIDE; lag++) {
            for (int node = 0; node < NODES; node++) {
                weights[lag][node] = atNodes[node][lag];
            }
            nodeSystem.solve(powers, weights[lag]);
        }
    }

    /**
     * The weights of the five lags at an offset, and their first and second derivatives.
     *
     * @param out {@code [derivative][lag]}
     */
    void at(double offset, double[][] out) {
        for (int lag = 0; lag < SIDE; lag++) {
            double value = 0;
            double slope = 0;
            double bend = 0;
            for (int power = NODES - 1; power >= 0; power--) {
                bend = bend * offset + 2 * slope;
                slope = slope * offset + value;
                value = value * offset + weights[lag][power];
            }
            out[0][lag] = value;
            out[1][lag] = slope;
            out[2][lag] = bend;
        }
    }

    /** What two values have in common: 1 at no distance. Each multiple's cosine comes from the two before. */
    private static double covariance(double[] power, double firstCosine) {
        double before = firstCosine;
        double cosine = 1;
        double sum = 0;
        double total = 0;
        for (int k = 0; k < power.length; k++) {
            double both = k == 0 ? power[0] : 2 * power[k];
            sum += both * cosine;
            total += both;
            double next = 2 * firstCosine * cosine - before;
            before = cosine;
            cosine = next;
        }
        return total > 0 ? sum / total : 0;
    }
}
