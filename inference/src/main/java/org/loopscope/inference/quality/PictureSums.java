package org.loopscope.inference.quality;

import java.util.Arrays;

/**
 * Sums over pictures for one neuron, in every column of the resamples at once: all that its figures need. Filled anew
 * for each neuron.
 */
final class PictureSums {
    /** Pictures. */
    static final int COUNT = 0;

    static final int PREDICTED = 1;
    static final int PREDICTED_SQUARED = 2;
    static final int MEAN = 3;
    static final int MEAN_SQUARED = 4;
    static final int PREDICTED_MEAN = 5;
    /** From here on over presentations. */
    static final int TRIALS = 6;

    static final int TRIAL_PREDICTED = 7;
    static final int TRIAL_PREDICTED_SQUARED = 8;
    static final int TRIAL = 9;
    static final int TRIAL_SQUARED = 10;
    static final int TRIAL_PREDICTED_RESPONSE = 11;
    /** The noise variance of single presentations, over presentations. */
    static final int NOISE = 12;
    /** The noise variance of the picture's mean, over pictures; then weighted with the prediction and its square. */
    static final int MEAN_NOISE = 13;

    static final int MEAN_NOISE_PREDICTED = 14;
    static final int MEAN_NOISE_PREDICTED_SQUARED = 15;
    private static final int SUMS = 16;

    private final double[][] sums;
    private final double[] ofPicture = new double[SUMS];

    PictureSums(int columns) {
        sums = new double[SUMS][columns];
    }

    void clear() {
        for (double[] sum : sums) {
            Arrays.fill(sum, 0);
        }
    }

    /**
     * Adds one picture.
     *
     * @param weights by column
     * @param predicted less the predictions' mean over pictures
     * @param mean of the repeats, less the neuron's mean over pictures
     * @param squares sum of squared differences of the repeats from their mean
     */
    void add(double[] weights, double predicted, double mean, double squares, int repeats) {
        double noise = repeats > 1 ? squares / (repeats - 1) : 0;
        double meanNoise = noise / repeats;
        double[] one = ofPicture;
        one[COUNT] = 1;
        one[PREDICTED] = predicted;
        one[PREDICTED_SQUARED] = predicted * predicted;
        one[MEAN] = mean;
        one[MEAN_SQUARED] = mean * mean;
        one[PREDICTED_MEAN] = predicted * mean;
        one[TRIALS] = repeats;
        one[TRIAL_PREDICTED] = repeats * predicted;
        one[TRIAL_PREDICTED_SQUARED] = repeats * predicted * predicted;
        one[TRIAL] = repeats * mean;
        one[TRIAL_SQUARED] = repeats * mean * mean + squares;
        one[TRIAL_PREDICTED_RESPONSE] = repeats * predicted * mean;
        one[NOISE] = repeats * noise;
        one[MEAN_NOISE] = meanNoise;
        one[MEAN_NOISE_PREDICTED] = meanNoise * predicted;
        one[MEAN_NOISE_PREDICTED_SQUARED] = meanNoise * predicted * predicted;
        for (int i = 0; i < SUMS; i++) {
            TridiagonalForm.axpy(one[i], weights, sums[i], 0, weights.length);
        }
    }

    double at(int sum, int column) {
        return sums[sum][column];
    }

    /** Sum of squared differences of {@code x} from its mean, given the sums of 1, x and x². */
    double squares(int count, int x, int xSquared, int column) {
        return products(count, x, x, xSquared, column);
    }

    /** Sum of products of the differences from the means; 0 where rounding is all there is. */
    double products(int count, int x, int y, int xy, int column) {
        double raw = at(xy, column);
        double products = raw - at(x, column) * at(y, column) / at(count, column);
        return Math.abs(products) <= 1e-12 * Math.abs(raw) ? 0 : products;
    }
}
