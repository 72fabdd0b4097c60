package org.loopscope.inference.quality;

/** Pearson's product-moment correlation. */
public final class Correlation {
    /** A standard deviation below this part of the largest magnitude is rounding, and counts as no variance. */
    private static final double RELATIVE_ROUNDING = 1e-7;

    private Correlation() {}

    /** Correlation of two series of equal length; 0 where one of them has no variance or fewer than two values. */
    public static double pearson(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "cannot correlate " + a.length + " values with " + b.length + ": give series of equal length");
        }
        double meanA = mean(a);
        double meanB = mean(b);
        double covariance = 0;
        double varianceA = 0;
        double varianceB = 0;
        for (int i = 0; i < a.length; i++) {
            covariance += (a[i] - meanA) * (b[i] - meanB);
            varianceA += (a[i] - meanA) * (a[i] - meanA);
            varianceB += (b[i] - meanB) * (b[i] - meanB);
        }
        if (varianceA <= rounding(a) || varianceB <= rounding(b)) {
            return 0;
        }
        return Math.clamp(covariance / Math.sqrt(varianceA * varianceB), -1, 1);
    }

    /**
     * Correlation over pictures for each neuron.
     *
     * @param predicted {@code pictures * neurons}, picture-major
     * @param measured the same shape
     * @return one correlation per neuron
     */
    public static double[] perNeuron(float[] predicted, float[] measured, int pictures, int neurons) {
        if (predicted.length != pictures * neurons || measured.length != pictures * neurons) {
            throw new IllegalArgumentException("cannot correlate " + predicted.length + " predictions with "
                    + measured.length + " responses: both need " + pictures + " pictures times " + neurons
                    + " neurons");
        }
        double[] correlations = new double[neurons];
        double[] a = new double[pictures];
        double[] b = new double[pictures];
        for (int neuron = 0; neuron < neurons; neuron++) {
            for (int picture = 0; picture < pictures; picture++) {
                a[picture] = predicted[picture * neurons + neuron];
                b[picture] = measured[picture * neurons + neuron];
            }
            correlations[neuron] = pearson(a, b);
        }
        return correlations;
    }

    /** Whether the values differ by more than rounding; false where one is not a number. */
    static boolean varies(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares > rounding(values);
    }

    /** Arithmetic mean; 0 of nothing. */
    public static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? 0 : sum / values.length;
    }

    private static double rounding(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return values.length * RELATIVE_ROUNDING * RELATIVE_ROUNDING * largest * largest;
    }
}
