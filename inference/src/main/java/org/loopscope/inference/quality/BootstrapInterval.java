package org.loopscope.inference.quality;

import java.util.Arrays;

/**
 * 95 % intervals from a figure's bootstrap samples: laid symmetrically about the estimate with Student's t for the
 * number of pictures, the samples giving the standard error alone. With few pictures this covers better than the samples'
 * own quantiles, which are too narrow and twice as biased as the estimate (Hesterberg 2015, Am. Stat. 69:371).
 */
final class BootstrapInterval {
    private static final int FEWEST_PICTURES = 4;
    private static final double NORMAL = 1.959963984540054;
    /** One standard deviation either side of a normal's middle lies between these quantiles. */
    private static final double LOWER = 0.15865525393145707;
    /** Where a figure is not defined in more than this share of the samples, its spread is not known. */
    private static final double MOST_UNDEFINED = 0.1;

    private final double reach;

    /** @param pictures that were resampled; below four there is no interval */
    BootstrapInterval(int pictures) {
        // Samples of as many pictures as there are spread too little by the root of (n - 1) / n.
        reach = pictures < FEWEST_PICTURES
                ? Double.NaN
                : student(pictures - 1) * Math.sqrt(pictures / (pictures - 1.0));
    }

    /** Of one neuron, on the scale given: {@code columns} are the estimate, then the samples. */
    Estimate ofNeuron(double[] columns, IntervalScale scale) {
        double sum = 0;
        double squares = 0;
        int defined = 0;
        double center = scale.to(columns[0]);
        for (int c = 1; c < columns.length; c++) {
            if (Double.isFinite(columns[c])) {
                double deviation = scale.to(columns[c]) - center;
                sum += deviation;
                squares += deviation * deviation;
                defined++;
            }
        }
        if (!known(columns, defined)) {
            return new Estimate((float) columns[0], Float.NaN, Float.NaN);
        }
        double error = Math.sqrt(Math.max(0, squares - sum * sum / defined) / (defined - 1));
        return new Estimate((float) columns[0], (float) scale.from(center - reach * error), (float)
                scale.from(center + reach * error));
    }

    /**
     * Of a mean or median over neurons. The error is from quantiles, for a neuron whose signal all but vanishes in some
     * sample would else stretch it without bounds.
     *
     * @param columns the estimate, then the samples
     */
    Estimate ofPopulation(double[] columns, IntervalScale scale) {
        double[] samples = Arrays.stream(columns, 1, columns.length)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (!known(columns, samples.length)) {
            return new Estimate((float) columns[0], Float.NaN, Float.NaN);
        }
        double error = (quantile(samples, 1 - LOWER) - quantile(samples, LOWER)) / 2;
        return new Estimate((float) columns[0], (float) scale.possible(columns[0] - reach * error), (float)
                scale.possible(columns[0] + reach * error));
    }

    private boolean known(double[] columns, int defined) {
        return Double.isFinite(columns[0])
                && Double.isFinite(reach)
                && defined >= (1 - MOST_UNDEFINED) * (columns.length - 1);
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /**
     * The 97.5 % quantile of Student's t, by expansion about the normal's (Abramowitz and Stegun 26.7.5): within 0.3 % at
     * 3 degrees of freedom, 0.02 % from 8 on.
     */
    static double student(int freedom) {
        double z = NORMAL;
        double z2 = z * z;
        double n = freedom;
        return z
                * (1
                        + (z2 + 1) / (4 * n)
                        + ((5 * z2 + 16) * z2 + 3) / (96 * n * n)
                        + (((3 * z2 + 19) * z2 + 17) * z2 - 15) / (384 * n * n * n)
                        + ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / (92160 * n * n * n * n));
    }
}
