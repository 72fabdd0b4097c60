package org.loopscope.acquisition.motion;

/** How far found shifts are from true ones. */
final class ShiftError {
    private ShiftError() {}

    /** Root mean square over frames and both axes, after the template's own constant offset is taken off. */
    static double rmsePx(double[][] found, double[][] truth) {
        double sum = 0;
        for (int axis = 0; axis < 2; axis++) {
            double offset = 0;
            for (int i = 0; i < found.length; i++) {
                offset += (found[i][axis] - truth[i][axis]) / found.length;
            }
            for (int i = 0; i < found.length; i++) {
                sum += Math.pow(found[i][axis] - truth[i][axis] - offset, 2);
            }
        }
        return Math.sqrt(sum / (2 * found.length));
    }
}
