package org.loopscope.acquisition.quality;

/**
 * Where the field lies between the planes of a stack: the plane whose correlation with the running mean is highest, with
 * the parabola through it and its neighbours for the part of a step. One plane is looked at per call, so that no frame
 * waits for all; a round is over when each has had its turn. One thread; allocates nothing per call.
 */
final class ReferenceStack {
    private final double stepUm;
    private final ImageMatch[] planes;
    private final double[] correlations;
    private int next;
    private double depthUm = Double.NaN;

    /** How far the stack's content lies off the template, whole pixels. */
    ReferenceStack(ZStack stack, int xPx, int yPx, RunningImage image) {
        stepUm = stack.stepUm();
        planes = stack.movedBack(xPx, yPx).stream()
                .map(plane -> new ImageMatch(image.of(plane), image.columns(), image.rows()))
                .toArray(ImageMatch[]::new);
        correlations = new double[planes.length];
    }

    /** Micrometres from the first plane; not a number before the first round is over. */
    float depthUm() {
        return (float) depthUm;
    }

    /** Looks at the next plane. */
    void look(float[] mean) {
        correlations[next] = planes[next].correlation(mean);
        next = (next + 1) % planes.length;
        if (next == 0) {
            depthUm = peak() * stepUm;
        }
    }

    /** In planes from the first; at an end of the stack, the end. */
    private double peak() {
        int best = 0;
        for (int plane = 1; plane < correlations.length; plane++) {
            best = correlations[plane] > correlations[best] ? plane : best;
        }
        if (best == 0 || best == correlations.length - 1) {
            return best;
        }
        double before = correlations[best - 1];
        double after = correlations[best + 1];
        double curvature = before - 2 * correlations[best] + after;
        return curvature < 0 ? best + 0.5 * (before - after) / curvature : best;
    }
}
