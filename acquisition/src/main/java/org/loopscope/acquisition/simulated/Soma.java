package org.loopscope.acquisition.simulated;

/**
 * One simulated cell body in the field of view, with the brain at rest.
 *
 * @param xPx centre
 * @param yPx centre
 * @param radiusPx mean of the two half axes
 * @param elongation ratio of the half axes, at least 1
 * @param orientationRad of the long axis
 * @param brightness resting fluorescence relative to the median cell
 */
public record Soma(
        double xPx, double yPx, double radiusPx, double elongation, double orientationRad, double brightness) {

    /** Distance from the centre in units of the outline: 1 on the cell's edge. */
    double outlineDistance(double atXPx, double atYPx) {
        double dx = atXPx - xPx;
        double dy = atYPx - yPx;
        double along = dx * StrictMath.cos(orientationRad) + dy * StrictMath.sin(orientationRad);
        double across = dy * StrictMath.cos(orientationRad) - dx * StrictMath.sin(orientationRad);
        double stretch = StrictMath.sqrt(elongation);
        return StrictMath.hypot(along / stretch, across * stretch) / radiusPx;
    }
}
