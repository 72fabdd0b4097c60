package org.loopscope.acquisition.simulated;

import java.util.List;

/**
 * Activity of the neuropil: at the nodes of a coarse grid, the mean of the cells around (Gaussian, a quarter of the
 * field wide, about 100 um) and a slow fluctuation of its own. Between the nodes it is interpolated.
 */
final class NeuropilActivity {
    /** Nodes along each side. */
    static final int NODES = 5;

    private static final double POPULATION_COUPLING = 0.4;
    private static final double OWN_SD = 0.04;
    private static final double OWN_TAU_S = 3;

    private final float[] brightness = new float[NODES * NODES];
    private final double[] own = new double[NODES * NODES];
    private final float[][] cellWeights;
    private final double left;
    private final double kick;
    private final Xoshiro256 random;

    /** {@code spacingXPx, spacingYPx}: between nodes, the first of which lies at {@code (-marginPx, -marginPx)}. */
    NeuropilActivity(List<Soma> somata, int spacingXPx, int spacingYPx, int marginPx, double frameS, long seed) {
        random = new Xoshiro256(seed);
        left = StrictMath.exp(-frameS / OWN_TAU_S);
        kick = OWN_SD * StrictMath.sqrt(1 - left * left);
        cellWeights = new float[NODES * NODES][somata.size()];
        for (int node = 0; node < cellWeights.length; node++) {
            double nodeX = node % NODES * spacingXPx - marginPx;
            double nodeY = node / NODES * spacingYPx - marginPx;
            double sum = 0;
            double[] weights = new double[somata.size()];
            for (int cell = 0; cell < weights.length; cell++) {
                double dx = (somata.get(cell).xPx() - nodeX) / spacingXPx;
                double dy = (somata.get(cell).yPx() - nodeY) / spacingYPx;
                weights[cell] = StrictMath.exp(-0.5 * (dx * dx + dy * dy));
                sum += weights[cell];
            }
            for (int cell = 0; cell < weights.length; cell++) {
                cellWeights[node][cell] = (float) (POPULATION_COUPLING * weights[cell] / sum);
            }
            own[node] = OWN_SD * random.nextNormal();
        }
    }

    /** Moves on by one frame. */
    void step(float[] dfOverF) {
        for (int node = 0; node < brightness.length; node++) {
            own[node] = own[node] * left + kick * random.nextNormal();
            float[] weights = cellWeights[node];
            float population = 0;
            for (int cell = 0; cell < weights.length; cell++) {
                population += weights[cell] * dfOverF[cell];
            }
            brightness[node] = (float) Math.max(0, 1 + own[node]) + population;
        }
    }

    /** Relative to rest, at the nodes, row by row; the same array at each call. */
    float[] brightness() {
        return brightness;
    }
}
