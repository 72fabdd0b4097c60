package org.loopscope.inference.tensor;

/**
 * One step of Adam (Kingma and Ba 2015), as PyTorch writes it: {@code p -= stepSize * m / (sqrt(v) * secondCorrection +
 * epsilon)}.
 *
 * @param stepSize learning rate over (1 - beta1^t)
 * @param secondCorrection 1 over sqrt(1 - beta2^t)
 */
public record AdamStep(float beta1, float beta2, float epsilon, float stepSize, float secondCorrection) {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;

    /** The {@code t}-th step, counted from 1, with the usual decay rates 0.9 and 0.999. */
    public static AdamStep at(int t, float learningRate) {
        double first = 1 - StrictMath.pow(BETA1, t);
        double second = 1 - StrictMath.pow(BETA2, t);
        return new AdamStep(
                (float) BETA1, (float) BETA2, 1e-8f, (float) (learningRate / first), (float) (1 / Math.sqrt(second)));
    }
}
