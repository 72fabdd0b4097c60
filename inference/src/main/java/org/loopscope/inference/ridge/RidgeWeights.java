package org.loopscope.inference.ridge;

/**
 * A fitted ridge regression.
 *
 * @param weights {@code [feature][output]}, of raw features
 * @param biases one per output
 * @param presentations that it was fitted to
 * @param validation presentations that its prior was to be chosen by at that time
 * @param validationCorrelation mean over outputs at the last search of its prior; NaN before the first
 */
public record RidgeWeights(
        float[][] weights, float[] biases, int presentations, int validation, double validationCorrelation) {}
