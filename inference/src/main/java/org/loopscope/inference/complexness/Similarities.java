package org.loopscope.inference.complexness;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.loopscope.inference.quality.Estimate;

/**
 * How well each of two predictions follows the measured responses, and the difference, with percentile intervals from a
 * paired bootstrap over presentations (Efron and Tibshirani 1993, chapter 13): each sample draws as many presentations with
 * replacement and correlates both predictions on the same draw.
 *
 * @param simple correlation of the simple model with the responses
 * @param complex correlation of the complex model
 * @param complexness {@code complex - simple}
 * @param shareAbove share of the samples with a complexness above the threshold
 */
record Similarities(Estimate simple, Estimate complex, Estimate complexness, double shareAbove) {
    private static final double TAIL = 0.025;

    /**
     * @param simplePrediction of each presentation
     * @param complexPrediction of each presentation
     * @param measured response to each presentation
     */
    static Similarities of(
            double[] simplePrediction,
            double[] complexPrediction,
            double[] measured,
            double threshold,
            int resamples,
            SplittableRandom random) {
        int presentations = measured.length;
        int[] times = new int[presentations];
        Arrays.fill(times, 1);
        double simpleValue = correlation(simplePrediction, measured, times);
        double complexValue = correlation(complexPrediction, measured, times);
        double[] simple = new double[resamples];
        double[] complex = new double[resamples];
        double[] difference = new double[resamples];
        int above = 0;
        for (int sample = 0; sample < resamples; sample++) {
            Arrays.fill(times, 0);
            for (int draw = 0; draw < presentations; draw++) {
                times[random.nextInt(presentations)]++;
            }
            simple[sample] = correlation(simplePrediction, measured, times);
            complex[sample] = correlation(complexPrediction, measured, times);
            difference[sample] = complex[sample] - simple[sample];
            above += difference[sample] > threshold ? 1 : 0;
        }
        return new Similarities(
                estimate(simpleValue, simple),
                estimate(complexValue, complex),
                estimate(complexValue - simpleValue, difference),
                (double) above / resamples);
    }

    /** From the 2.5th to the 97.5th percentile of the samples, which are sorted in place. */
    private static Estimate estimate(double value, double[] samples) {
        Arrays.sort(samples);
        int below = (int) (TAIL * samples.length);
        return new Estimate((float) value, (float) samples[below], (float) samples[samples.length - 1 - below]);
    }

    /** Pearson's correlation with each pair counted so many times; 0 where one of both does not vary. */
    private static double correlation(double[] a, double[] b, int[] times) {
        long count = 0;
        double sumA = 0;
        double sumB = 0;
        for (int i = 0; i < a.length; i++) {
            count += times[i];
            sumA += times[i] * a[i];
            sumB += times[i] * b[i];
        }
        double meanA = sumA / count;
        double meanB = sumB / count;
        double covariance = 0;
        double varianceA = 0;
        double varianceB = 0;
        for (int i = 0; i < a.length; i++) {
            double fromA = a[i] - meanA;
            double fromB = b[i] - meanB;
            covariance += times[i] * fromA * fromB;
            varianceA += times[i] * fromA * fromA;
            varianceB += times[i] * fromB * fromB;
        }
        double variances = varianceA * varianceB;
        return variances > 0 ? Math.clamp(covariance / Math.sqrt(variances), -1, 1) : 0;
    }
}
