package org.loopscope.inference.quality;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The figures of one neuron, as shown (column 0) and in every bootstrap sample. Filled anew for each neuron. */
final class NeuronFigures {
    private final Map<QualityFigure, double[]> values = new EnumMap<>(QualityFigure.class);

    NeuronFigures(int columns) {
        for (QualityFigure figure : QualityFigure.values()) {
            values.put(figure, new double[columns]);
        }
    }

    /** By column; valid until the next {@link #fill}. */
    double[] of(QualityFigure figure) {
        return Objects.requireNonNull(values.get(figure));
    }

    /** All not a number: of a neuron whose responses do not vary. */
    void fillUndefined() {
        for (double[] row : values.values()) {
            Arrays.fill(row, Double.NaN);
        }
    }

    /**
     * Computes all figures.
     *
     * @param shown sums over all pictures shown
     * @param repeated sums over those shown at least twice
     * @param offset mean prediction less mean response, both over pictures: what was taken off before summing
     */
    void fill(PictureSums shown, PictureSums repeated, double offset) {
        double[] single = of(QualityFigure.SINGLE_TRIAL_CORRELATION);
        double[] singleCeiling = of(QualityFigure.SINGLE_TRIAL_CEILING);
        double[] toMean = of(QualityFigure.CORRELATION_TO_MEAN);
        double[] meanCeiling = of(QualityFigure.CEILING_TO_MEAN);
        double[] normalized = of(QualityFigure.NORMALIZED_CORRELATION);
        double[] r2er = of(QualityFigure.R2_ER);
        double[] feve = of(QualityFigure.FEVE);
        for (int c = 0; c < single.length; c++) {
            single[c] = singleTrial(shown, c);
            toMean[c] = toMean(shown, c);
            double pictures = repeated.at(PictureSums.COUNT, c);
            double meanNoise = repeated.at(PictureSums.MEAN_NOISE, c) / pictures;
            double noise = repeated.at(PictureSums.NOISE, c) / repeated.at(PictureSums.TRIALS, c);
            double between =
                    repeated.squares(PictureSums.COUNT, PictureSums.MEAN, PictureSums.MEAN_SQUARED, c) / (pictures - 1);
            double signal = pictures < 2 ? Double.NaN : between - meanNoise;
            singleCeiling[c] = ceiling(signal, noise);
            meanCeiling[c] = ceiling(signal, meanNoise);
            normalized[c] = normalized(repeated, signal, c);
            r2er[c] = r2er(repeated, signal, c);
            feve[c] = feve(repeated, signal, noise, offset, c);
        }
    }

    private static double singleTrial(PictureSums s, int c) {
        return ratio(
                s.products(
                        PictureSums.TRIALS,
                        PictureSums.TRIAL_PREDICTED,
                        PictureSums.TRIAL,
                        PictureSums.TRIAL_PREDICTED_RESPONSE,
                        c),
                s.squares(PictureSums.TRIALS, PictureSums.TRIAL_PREDICTED, PictureSums.TRIAL_PREDICTED_SQUARED, c)
                        * s.squares(PictureSums.TRIALS, PictureSums.TRIAL, PictureSums.TRIAL_SQUARED, c));
    }

    private static double toMean(PictureSums s, int c) {
        return ratio(
                covariance(s, c),
                predictedSquares(s, c) * s.squares(PictureSums.COUNT, PictureSums.MEAN, PictureSums.MEAN_SQUARED, c));
    }

    private static double normalized(PictureSums s, double signal, int c) {
        double freedom = s.at(PictureSums.COUNT, c) - 1;
        return signal > 0 ? ratio(covariance(s, c), predictedSquares(s, c) * signal * freedom) : Double.NaN;
    }

    /** What noise adds on average to the squared covariance and to the responses' variance is taken off them. */
    private static double r2er(PictureSums s, double signal, int c) {
        double covariance = covariance(s, c);
        double mean = s.at(PictureSums.PREDICTED, c) / s.at(PictureSums.COUNT, c);
        double byNoise = s.at(PictureSums.MEAN_NOISE_PREDICTED_SQUARED, c)
                - 2 * mean * s.at(PictureSums.MEAN_NOISE_PREDICTED, c)
                + mean * mean * s.at(PictureSums.MEAN_NOISE, c);
        double freedom = s.at(PictureSums.COUNT, c) - 1;
        double whole = predictedSquares(s, c) * signal * freedom;
        return whole > 0 && signal > 0 ? (covariance * covariance - byNoise) / whole : Double.NaN;
    }

    private static double feve(PictureSums s, double signal, double noise, double offset, int c) {
        double trials = s.at(PictureSums.TRIALS, c);
        double squaredError = s.at(PictureSums.TRIAL_SQUARED, c)
                - 2 * s.at(PictureSums.TRIAL_PREDICTED_RESPONSE, c)
                + s.at(PictureSums.TRIAL_PREDICTED_SQUARED, c)
                + 2 * offset * (s.at(PictureSums.TRIAL_PREDICTED, c) - s.at(PictureSums.TRIAL, c));
        double unexplained = squaredError / trials + offset * offset - noise;
        return signal > 0 ? 1 - unexplained / signal : Double.NaN;
    }

    private static double covariance(PictureSums s, int c) {
        return s.products(PictureSums.COUNT, PictureSums.PREDICTED, PictureSums.MEAN, PictureSums.PREDICTED_MEAN, c);
    }

    private static double predictedSquares(PictureSums s, int c) {
        return s.squares(PictureSums.COUNT, PictureSums.PREDICTED, PictureSums.PREDICTED_SQUARED, c);
    }

    private static double ceiling(double signal, double noise) {
        if (signal <= 0) {
            return 0;
        }
        return Math.sqrt(signal / (signal + noise));
    }

    private static double ratio(double covariance, double squaredScale) {
        return squaredScale > 0 ? covariance / Math.sqrt(squaredScale) : Double.NaN;
    }
}
