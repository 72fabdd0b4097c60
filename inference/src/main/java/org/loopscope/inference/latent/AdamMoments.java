package org.loopscope.inference.latent;

/** Adam (Kingma and Ba 2015) with the usual decay rates, on parts of an array. */
final class AdamMoments {
    private static final double DECAY_MEAN = 0.9;
    private static final double DECAY_SQUARE = 0.999;
    private static final float TINY = 1e-8f;

    private final float[] mean;
    private final float[] square;

    AdamMoments(int count) {
        mean = new float[count];
        square = new float[count];
    }

    /**
     * Moves {@code values[from]} to {@code values[from + count - 1]} against their gradient.
     *
     * @param visit how often this part has been moved, this time included
     */
    void step(float[] values, float[] gradient, int from, int count, int visit, double rate) {
        float scaledRate = (float) (rate / (1 - StrictMath.pow(DECAY_MEAN, visit)));
        float squareScale = (float) (1 / (1 - StrictMath.pow(DECAY_SQUARE, visit)));
        for (int i = from; i < from + count; i++) {
            float g = gradient[i];
            mean[i] = (float) DECAY_MEAN * mean[i] + (float) (1 - DECAY_MEAN) * g;
            square[i] = (float) DECAY_SQUARE * square[i] + (float) (1 - DECAY_SQUARE) * g * g;
            values[i] -= scaledRate * mean[i] / ((float) Math.sqrt(squareScale * square[i]) + TINY);
        }
    }
}
