package org.loopscope.inference.architecture;

/**
 * Strengths of the penalties, on the scale of the Poisson loss (summed over neurons, mean over presentations). Penalties
 * on the core are shared by all neurons, so they should grow with their number.
 *
 * @param smoothness of the first layer's kernels (Laplacian energy over energy)
 * @param groupSparsity of the later layers' kernels (norm of each kernel between two channels)
 * @param readoutSparsity product of the L1 norms of a neuron's spatial and feature weights
 */
public record Regularization(float smoothness, float groupSparsity, float readoutSparsity) {
    /** Neurons of the data set that the published strengths were tuned on. */
    private static final float PUBLISHED_NEURONS = 103f;

    public Regularization {
        if (!(smoothness >= 0 && groupSparsity >= 0 && readoutSparsity >= 0)) {
            throw new IllegalArgumentException("encoder regularization: " + smoothness + ", " + groupSparsity + ", "
                    + readoutSparsity + "; strengths must be 0 or more");
        }
    }

    /** Klindt et al. 2017, region 1 (103 neurons); the core's penalties reduced for fewer neurons. */
    public static Regularization klindt(int neurons) {
        float share = Math.min(1f, neurons / PUBLISHED_NEURONS);
        return new Regularization(0.03f * share, 0.05f * share, 0.02f);
    }
}
