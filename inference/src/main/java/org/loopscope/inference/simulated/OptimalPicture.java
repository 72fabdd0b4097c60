package org.loopscope.inference.simulated;

import java.util.Arrays;

/**
 * The picture within the display's range that drives a receptive field best at a given contrast energy.
 *
 * <p>For one filter w it is {@code clip(k w)} with k such that the energy is right: the Karush-Kuhn-Tucker conditions of
 * maximizing a linear drive over a ball and a box have no other solution. A quadrature pair's drive is the largest over
 * phase of such linear drives; turning the filter to the phase of its own best picture never lowers the drive, and is
 * repeated from several phases. The largest of several filters' answers is largest at the best picture of one of them.
 */
final class OptimalPicture {
    private static final int START_PHASES = 4;
    private static final int MOST_TURNS = 50;
    private static final double LEAST_GAIN_PER_TURN = 1e-7;

    private OptimalPicture() {}

    /**
     * @param contrastRms root mean square about mid-grey after clipping, in (0, 1)
     * @throws IllegalArgumentException when the contrast is out of range
     */
    static float[] of(ReceptiveField field, double contrastRms) {
        if (!(contrastRms > 0 && contrastRms < 1)) {
            throw new IllegalArgumentException(
                    "a best picture needs a contrast above 0 and below 1 (root mean square), was " + contrastRms);
        }
        return switch (field.kind()) {
            case SIMPLE, ROTATION_INVARIANT -> bestOfFilters(field, contrastRms);
            case COMPLEX -> bestOfPhases(field, contrastRms);
        };
    }

    private static float[] bestOfFilters(ReceptiveField field, double contrastRms) {
        float[] best = {};
        double most = Double.NEGATIVE_INFINITY;
        for (double[] filter : field.filters()) {
            float[] candidate = toFloat(clippedToEnergy(filter, contrastRms));
            double drive = field.drive(candidate);
            if (drive > most) {
                most = drive;
                best = candidate;
            }
        }
        return best;
    }

    private static float[] bestOfPhases(ReceptiveField field, double contrastRms) {
        double[] best = climb(field, 0, contrastRms);
        for (int start = 1; start < START_PHASES; start++) {
            // Half a turn is enough: the negative of a picture drives a pair as well.
            double[] candidate = climb(field, StrictMath.PI * start / START_PHASES, contrastRms);
            if (field.drive(toFloat(candidate)) > field.drive(toFloat(best))) {
                best = candidate;
            }
        }
        return toFloat(best);
    }

    private static double[] climb(ReceptiveField field, double phaseRad, double contrastRms) {
        double[] picture = clippedToEnergy(field.atPhase(phaseRad), contrastRms);
        double drive = field.drive(toFloat(picture));
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            double[] turned = clippedToEnergy(field.atPhase(field.phaseOf(picture)), contrastRms);
            double turnedDrive = field.drive(toFloat(turned));
            if (turnedDrive <= drive * (1 + LEAST_GAIN_PER_TURN)) {
                return picture;
            }
            picture = turned;
            drive = turnedDrive;
        }
        return picture;
    }

    private static double[] clippedToEnergy(double[] filter, double contrastRms) {
        double factor = factor(filter, contrastRms * contrastRms * filter.length);
        double[] picture = new double[filter.length];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = Math.max(-1, Math.min(1, factor * filter[i]));
        }
        return picture;
    }

    /**
     * The k for which {@code clip(k filter)} has this sum of squares, exactly: with the n largest pixels clipped the sum
     * is {@code n + k^2 times the rest's squares}; n is the one at which the next pixel is not clipped.
     */
    private static double factor(double[] filter, double sumOfSquares) {
        double[] ascending = new double[filter.length];
        for (int i = 0; i < filter.length; i++) {
            ascending[i] = Math.abs(filter[i]);
        }
        Arrays.sort(ascending);
        double[] squaresBelow = new double[filter.length + 1];
        for (int i = 0; i < filter.length; i++) {
            squaresBelow[i + 1] = squaresBelow[i] + ascending[i] * ascending[i];
        }
        int unclipped = filter.length;
        while (true) {
            int clipped = filter.length - unclipped;
            double factor = Math.sqrt((sumOfSquares - clipped) / squaresBelow[unclipped]);
            if (factor * ascending[unclipped - 1] <= 1) {
                return factor;
            }
            unclipped--;
        }
    }

    private static float[] toFloat(double[] picture) {
        float[] rounded = new float[picture.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) picture[i];
        }
        return rounded;
    }
}
