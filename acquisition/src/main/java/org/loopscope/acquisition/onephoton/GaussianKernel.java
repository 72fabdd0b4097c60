package org.loopscope.acquisition.onephoton;

/** The weights of a Gaussian mean along a line, summing to 1. */
final class GaussianKernel {
    private final int radius;
    private final float[] weights;

    /** Standard deviation in the image's own pixels; cut at 2.5 of them. */
    GaussianKernel(double sigma) {
        radius = radius(sigma);
        weights = new float[2 * radius + 1];
        double sum = 0;
        double[] exact = new double[weights.length];
        for (int k = -radius; k <= radius; k++) {
            exact[k + radius] = StrictMath.exp(-0.5 * k * k / (sigma * sigma));
            sum += exact[k + radius];
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] = (float) (exact[k] / sum);
        }
    }

    static int radius(double sigma) {
        return (int) Math.ceil(2.5 * sigma);
    }

    int radius() {
        return radius;
    }

    float weight(int k) {
        return weights[k];
    }

    /** Share of the kernel that lies inside, for each place of a line. */
    float[] inside(int length) {
        float[] inside = new float[length];
        for (int i = 0; i < length; i++) {
            for (int k = Math.max(-radius, -i); k <= Math.min(radius, length - 1 - i); k++) {
                inside[i] += weights[k + radius];
            }
        }
        return inside;
    }
}
