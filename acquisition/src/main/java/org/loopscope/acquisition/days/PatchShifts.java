package org.loopscope.acquisition.days;

import java.util.ArrayList;
import java.util.List;

/** Measures, patch by patch, how far two nearly registered images still lie apart. */
final class PatchShifts {
    private static final int SPACING_PX = 24;
    private static final int HALF_SIDE_PX = 28;
    private static final double LEAST_SHARE = 0.5;
    private static final double LEAST_CORRELATION = 0.2;

    /** One patch: where it is, how far it has to go, and how well it fits there. */
    record Patch(double x, double y, double shiftX, double shiftY, double correlation) {}

    private PatchShifts() {}

    /** @param moving as large as {@code fixed}; NaN where there is nothing */
    static List<Patch> measure(float[] fixed, float[] moving, int width, int height, int reachPx) {
        ShiftScore score = new ShiftScore(fixed, moving, width, height);
        List<Patch> patches = new ArrayList<>();
        for (int y = SPACING_PX / 2; y < height; y += SPACING_PX) {
            for (int x = SPACING_PX / 2; x < width; x += SPACING_PX) {
                Patch patch = measure(score, width, height, x, y, reachPx);
                if (patch.correlation() >= LEAST_CORRELATION) {
                    patches.add(patch);
                }
            }
        }
        return patches;
    }

    private static Patch measure(ShiftScore score, int width, int height, int x, int y, int reach) {
        int left = Math.max(0, x - HALF_SIDE_PX);
        int right = Math.min(width, x + HALF_SIDE_PX);
        int top = Math.max(0, y - HALF_SIDE_PX);
        int bottom = Math.min(height, y + HALF_SIDE_PX);
        int side = 2 * reach + 1;
        double[] scores = new double[side * side];
        int best = 0;
        for (int i = 0; i < scores.length; i++) {
            int row = i / side;
            scores[i] = score.at(i % side - reach, row - reach, left, top, right, bottom, LEAST_SHARE);
            best = scores[i] > scores[best] ? i : best;
        }
        int bestX = best % side;
        int bestY = best / side;
        // A best at the rim may have a better one beyond it.
        if (bestX == 0 || bestX == side - 1 || bestY == 0 || bestY == side - 1) {
            return new Patch(x, y, 0, 0, 0);
        }
        double shiftX = bestX - reach + vertex(scores[best - 1], scores[best], scores[best + 1]);
        double shiftY = bestY - reach + vertex(scores[best - side], scores[best], scores[best + side]);
        return new Patch((left + right - 1) / 2.0, (top + bottom - 1) / 2.0, shiftX, shiftY, scores[best]);
    }

    /** Where the parabola through three values has its top, relative to the middle one. */
    private static double vertex(double before, double at, double after) {
        double curvature = before - 2 * at + after;
        return curvature < 0 ? Math.clamp(0.5 * (before - after) / curvature, -0.5, 0.5) : 0;
    }
}
