package org.loopscope.inference.policy;

/**
 * Picks pictures by what there is to learn from them, each picture being a vector whose squared length says how much: the
 * longest first. What a picked one has in common with the others is taken off them before the next is picked, so that a
 * batch is not the same picture in many versions. The rest is that of a Gaussian process whose covariance is the vectors'
 * inner product, after a noisy look at the picked ones (Krause, Singh and Guestrin 2008), with noise as large as the mean
 * squared length. One thread.
 */
public final class DiverseRanking {
    private final float[][] vectors;
    private final double[] squaredLengths;
    private final boolean[] picked;
    private final double noise;
    private int left;

    /** @param vectors one for each picture, all of one length; taken over, and changed */
    public DiverseRanking(float[][] vectors) {
        this.vectors = vectors;
        squaredLengths = new double[vectors.length];
        picked = new boolean[vectors.length];
        left = vectors.length;
        double sum = 0;
        for (int i = 0; i < vectors.length; i++) {
            squaredLengths[i] = dot(vectors[i], vectors[i]);
            sum += squaredLengths[i];
        }
        noise = sum / Math.max(1, vectors.length);
    }

    /** How many are left to pick. */
    public int left() {
        return left;
    }

    /** Multiply-adds that {@link #next} costs. */
    public long cost() {
        return vectors.length == 0 ? 0 : 2L * vectors.length * vectors[0].length;
    }

    /** The next one, the lowest index of equals. */
    public int next() {
        if (left == 0) {
            throw new IllegalStateException("all " + vectors.length + " pictures were picked");
        }
        int best = -1;
        for (int i = 0; i < vectors.length; i++) {
            if (!picked[i] && (best < 0 || squaredLengths[i] > squaredLengths[best])) {
                best = i;
            }
        }
        picked[best] = true;
        left--;
        takeOff(best);
        return best;
    }

    /** Shortens every other vector along the picked one's direction, to what a noisy look at that one leaves open. */
    private void takeOff(int best) {
        double length = squaredLengths[best];
        if (!(length > 0)) {
            return;
        }
        double share = (1 - Math.sqrt(noise / (length + noise))) / length;
        float[] along = vectors[best];
        for (int i = 0; i < vectors.length; i++) {
            if (!picked[i]) {
                double common = dot(vectors[i], along);
                float step = (float) (share * common);
                for (int k = 0; k < along.length; k++) {
                    vectors[i][k] -= step * along[k];
                }
                squaredLengths[i] -= common * common / (length + noise);
            }
        }
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (double) a[k] * b[k];
        }
        return sum;
    }
}
