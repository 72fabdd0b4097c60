package org.loopscope.acquisition.days;

import java.util.List;

/**
 * How probable it is that the two cells of a pair are the same: a mixture of two populations of pairs, same cell and
 * different cells, over the distance of the centres and the correlation of the footprints, fitted to all pairs of the
 * two days at hand (as in CellReg, Sheintuch et al., Cell Reports 2017), by expectation maximization. Other than there,
 * the two measures are modelled together, since they vary together, and a pair's rivals count: a cell is the same as at
 * most one other.
 */
final class SameCellModel {
    private static final int MOST_ROUNDS = 200;
    private static final double SETTLED = 1e-9;
    /** What a few typical pairs are like, so that a field with few cells is judged soundly as well. */
    private static final double PRIOR_PAIRS = 6;

    private final int[] earlier;
    private final int[] now;
    private final double[] u;
    private final double[] v;
    private final double[] same;
    private final double[] different;
    private final int earlierCells;
    private final int nowCells;
    private final BivariateNormal ofSame =
            new BivariateNormal(PRIOR_PAIRS, new double[] {distance(0.1), overlap(0.9)}, new double[] {0.6, 0.9});
    private final BivariateNormal ofDifferent =
            new BivariateNormal(PRIOR_PAIRS, new double[] {distance(0.9), overlap(0.25)}, new double[] {0.4, 1.0});
    private double share = 0.5;

    private SameCellModel(List<CandidatePair> pairs, int earlierCells, int nowCells) {
        this.earlierCells = earlierCells;
        this.nowCells = nowCells;
        this.earlier = pairs.stream().mapToInt(CandidatePair::earlier).toArray();
        this.now = pairs.stream().mapToInt(CandidatePair::now).toArray();
        this.u = pairs.stream().mapToDouble(pair -> distance(pair.distance())).toArray();
        this.v = pairs.stream().mapToDouble(pair -> overlap(pair.correlation())).toArray();
        this.same = new double[earlier.length];
        this.different = new double[earlier.length];
    }

    /** One probability for each pair; those of one cell sum up to at most 1. */
    static double[] probabilities(List<CandidatePair> pairs, int earlierCells, int nowCells) {
        SameCellModel model = new SameCellModel(pairs, earlierCells, nowCells);
        model.judge();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] before = model.same.clone();
            model.learn();
            model.judge();
            double change = 0;
            for (int i = 0; i < before.length; i++) {
                change = Math.max(change, Math.abs(model.same[i] - before[i]));
            }
            if (change < SETTLED) {
                break;
            }
        }
        return model.same;
    }

    /** Distances of the same cell are a share of a diameter, and spread by factors. */
    private static double distance(double diameters) {
        return StrictMath.log(diameters + 0.05);
    }

    private static double overlap(double correlation) {
        double held = Math.clamp(correlation, 0.02, 0.98);
        return StrictMath.log(held / (1 - held));
    }

    private void judge() {
        double[] odds = new double[u.length];
        double[] ofEarlier = new double[earlierCells];
        double[] ofNow = new double[nowCells];
        for (int i = 0; i < odds.length; i++) {
            double logOdds = StrictMath.log(share / (1 - share))
                    + ofSame.logDensity(u[i], v[i])
                    - ofDifferent.logDensity(u[i], v[i]);
            odds[i] = StrictMath.exp(Math.clamp(logOdds, -40, 40));
            ofEarlier[earlier[i]] += odds[i];
            ofNow[now[i]] += odds[i];
        }
        for (int i = 0; i < odds.length; i++) {
            same[i] = odds[i] / (1 + ofEarlier[earlier[i]] + ofNow[now[i]] - odds[i]);
            different[i] = 1 - same[i];
        }
    }

    private void learn() {
        ofSame.fit(u, v, same);
        ofDifferent.fit(u, v, different);
        double sum = PRIOR_PAIRS / 2;
        for (double probability : same) {
            sum += probability;
        }
        share = sum / (same.length + PRIOR_PAIRS);
    }
}
