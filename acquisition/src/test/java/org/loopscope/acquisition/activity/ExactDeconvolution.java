package org.loopscope.acquisition.activity;

/**
 * The objective that OASIS minimizes, solved in a way that shares nothing with it: coordinate descent over the events
 * until nothing changes any more.
 */
final class ExactDeconvolution {
    private ExactDeconvolution() {}

    /**
     * @param present which frames have been seen
     * @return the events, one per frame
     */
    static double[] events(double[] y, boolean[] present, double g, double lambda) {
        int frames = y.length;
        double[] events = new double[frames];
        double[] residual = y.clone();
        double largest = 1;
        for (int sweep = 0; largest > 1e-12; sweep++) {
            if (sweep > 2_000_000) {
                throw new AssertionError("the reference has not converged, last change " + largest);
            }
            largest = 0;
            for (int at = 0; at < frames; at++) {
                if (present[at]) {
                    largest = Math.max(largest, Math.abs(improve(events, residual, present, g, lambda, at)));
                }
            }
        }
        return events;
    }

    /** Sets one event to its best value given the others; answers the change. */
    private static double improve(
            double[] events, double[] residual, boolean[] present, double g, double lambda, int at) {
        double gradient = 0;
        double curvature = 0;
        double kernel = 1;
        for (int t = at; t < residual.length; t++, kernel *= g) {
            if (present[t]) {
                gradient += kernel * (residual[t] - lambda * (1 - g));
                curvature += kernel * kernel;
            }
        }
        double change = Math.max(0, events[at] + gradient / curvature) - events[at];
        events[at] += change;
        kernel = 1;
        for (int t = at; t < residual.length; t++, kernel *= g) {
            residual[t] -= change * kernel;
        }
        return change;
    }
}
