package org.loopscope.acquisition.motion;

/** How far found shifts are from true ones. */
final class ShiftError {
    private ShiftError() {}

    /** The largest difference in either axis. */
    static double worstPx(double[][] found, double[][] truth) {
        double worst = 0;
        for (int i = 0; i < found.length; i++) {
            worst = Math.max(worst, Math.abs(found[i][0] - truth[i][0]));
            worst = Math.max(worst, Math.abs(found[i][1] - truth[i][1]));
        }
        return worst;
    }

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
