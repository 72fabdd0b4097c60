package org.loopscope.acquisition.days;

import java.util.Arrays;
import java.util.List;

/**
 * A smooth displacement through the measured ones of patches: an affine map, fitted robustly (Tukey's weights on the
 * distance from it), and what is left of the patches around, averaged with a Gaussian.
 */
final class SmoothFit {
    private static final int ROUNDS = 10;
    private static final double LEAST_SPREAD_PX = 0.5;
    /** Tukey's constant: patches further off than so many spreads do not count. */
    private static final double CUT = 4.685;

    private static final double REACH_PX = 32;
    /** Weight of staying at the affine map; a patch that fits well weighs about a half. */
    private static final double HOLD = 0.1;

    private final List<PatchShifts.Patch> patches;
    private final double[] weights;
    /** For x and for y: constant, per px to the right, per px down. */
    private final double[][] affine = new double[2][3];

    /** @param patches at least three */
    SmoothFit(List<PatchShifts.Patch> patches) {
        this.patches = patches;
        this.weights = new double[patches.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = patches.get(i).correlation() * patches.get(i).correlation();
        }
        double[] base = weights.clone();
        for (int round = 0; round < ROUNDS; round++) {
            for (int axis = 0; axis < 2; axis++) {
                affine[axis] = solve(axis);
            }
            reweigh(base);
        }
    }

    private void reweigh(double[] base) {
        double[] off = new double[weights.length];
        for (int i = 0; i < off.length; i++) {
            PatchShifts.Patch patch = patches.get(i);
            off[i] = StrictMath.hypot(residual(patch, 0), residual(patch, 1));
        }
        double[] sorted = off.clone();
        Arrays.sort(sorted);
        double spread = Math.max(LEAST_SPREAD_PX, 1.2 * sorted[sorted.length / 2]);
        for (int i = 0; i < off.length; i++) {
            double share = off[i] / (CUT * spread);
            weights[i] = share < 1 ? base[i] * (1 - share * share) * (1 - share * share) : 0;
        }
    }

    private double residual(PatchShifts.Patch patch, int axis) {
        return (axis == 0 ? patch.shiftX() : patch.shiftY()) - affine(axis, patch.x(), patch.y());
    }

    private double affine(int axis, double x, double y) {
        return affine[axis][0] + affine[axis][1] * x + affine[axis][2] * y;
    }

    double xPx(double x, double y) {
        return at(0, x, y);
    }

    double yPx(double x, double y) {
        return at(1, x, y);
    }

    private double at(int axis, double x, double y) {
        double sum = 0;
        double total = HOLD;
        for (int i = 0; i < weights.length; i++) {
            PatchShifts.Patch patch = patches.get(i);
            double dx = patch.x() - x;
            double dy = patch.y() - y;
            double weight = weights[i] * StrictMath.exp(-0.5 * (dx * dx + dy * dy) / (REACH_PX * REACH_PX));
            sum += weight * residual(patch, axis);
            total += weight;
        }
        return affine(axis, x, y) + sum / total;
    }

    /** Weighted least squares by the normal equations, a little held to zero so that they always have a solution. */
    private double[] solve(int axis) {
        double[][] m = new double[3][4];
        for (int i = 0; i < weights.length; i++) {
            PatchShifts.Patch patch = patches.get(i);
            double[] row = {1, patch.x(), patch.y(), axis == 0 ? patch.shiftX() : patch.shiftY()};
            for (int r = 0; r < 3; r++) {
                for (int c = 0; c < 4; c++) {
                    m[r][c] += weights[i] * row[r] * row[c];
                }
            }
        }
        m[0][0] += 1e-6;
        m[1][1] += 1;
        m[2][2] += 1;
        for (int pivot = 0; pivot < 3; pivot++) {
            for (int r = 0; r < 3; r++) {
                double factor = r == pivot ? 0 : m[r][pivot] / m[pivot][pivot];
                for (int c = pivot; c < 4; c++) {
                    m[r][c] -= factor * m[pivot][c];
                }
            }
        }
        return new double[] {m[0][3] / m[0][0], m[1][3] / m[1][1], m[2][3] / m[2][2]};
    }
}
