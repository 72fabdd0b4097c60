package org.loopscope.inference.quality;

import java.util.Arrays;
import java.util.Random;

/**
 * Ridge regression of each neuron's response on the pixels: the linear baseline that an encoding model has to beat.
 *
 * <p>Solved in its dual form, so the cost grows with presentations (up to some 1,200) and not with pixels. Each neuron has
 * its own penalty: the one whose predictions correlate best with a held-back part of the presentations; the weights are
 * then fitted to all of them. Deterministic.
 */
public final class PixelRidge {
    private static final int PENALTIES = 25;
    private static final double LOWEST_PENALTY = 1e-2;
    private static final double HIGHEST_PENALTY = 1e4;

    private final int pixels;
    private final int neurons;
    private final double[] meanImage;
    private final double[] meanResponse;
    /** One row per pixel. */
    private final double[][] weights;

    /**
     * How the penalties are found.
     *
     * @param validationFraction part of the presentations held back to choose them, above 0 and below 1
     * @param seed draws that part
     */
    public record Settings(double validationFraction, long seed) {
        public Settings {
            if (!(validationFraction > 0 && validationFraction < 1)) {
                throw new IllegalArgumentException("the ridge's validation fraction is " + validationFraction
                        + ": give a number above 0 and below 1, such as 0.1");
            }
        }
    }

    private PixelRidge(RidgeData all, double[] penalties) {
        pixels = all.pixels();
        neurons = all.neurons();
        meanImage = all.meanImage();
        meanResponse = all.meanResponse();
        TridiagonalForm form = new TridiagonalForm(all.gram());
        double[][] dual = all.centeredResponses();
        form.rotate(dual);
        form.solve(penalties, dual);
        form.rotateBack(dual);
        weights = all.transposedProduct(dual);
    }

    /**
     * Fits to presentations.
     *
     * @param images {@code count * pixels}
     * @param responses {@code count * neurons}
     */
    public static PixelRidge fit(
            float[] images, float[] responses, int count, int pixels, int neurons, Settings settings) {
        if (count < 8) {
            throw new IllegalArgumentException(
                    "the ridge was given " + count + " presentations: it needs at least 8 to choose its penalties");
        }
        if (images.length < count * pixels || responses.length < count * neurons) {
            throw new IllegalArgumentException("the ridge was given " + images.length + " pixels and "
                    + responses.length + " rates: too few for " + count + " presentations of " + pixels
                    + " pixels and " + neurons + " neurons");
        }
        int[] order = shuffled(count, settings.seed());
        int held = Math.clamp(Math.round(count * settings.validationFraction()), 3, count - 3);
        RidgeData train = RidgeData.of(images, responses, order, held, count, pixels, neurons);
        RidgeData validation = RidgeData.of(images, responses, order, 0, held, pixels, neurons);
        double[] penalties = bestPenalties(train, validation);
        RidgeData all = RidgeData.of(images, responses, order, 0, count, pixels, neurons);
        return new PixelRidge(all, penalties);
    }

    /** Predicts as {@link ModelQuality.Predictor}; rates may be negative, the model being linear. */
    public void predict(float[] images, int count, float[] rates) {
        double[] sums = new double[neurons];
        for (int i = 0; i < count; i++) {
            System.arraycopy(meanResponse, 0, sums, 0, neurons);
            for (int p = 0; p < pixels; p++) {
                TridiagonalForm.axpy(images[i * pixels + p] - meanImage[p], weights[p], sums, 0, neurons);
            }
            for (int n = 0; n < neurons; n++) {
                rates[i * neurons + n] = (float) sums[n];
            }
        }
    }

    private static double[] bestPenalties(RidgeData train, RidgeData validation) {
        int neurons = train.neurons();
        double[][] gram = train.gram();
        double scale = train.meanSquare();
        TridiagonalForm form = new TridiagonalForm(gram);
        double[][] rotatedResponses = train.centeredResponses();
        form.rotate(rotatedResponses);
        double[][] rotatedCross = train.crossGram(validation);
        form.rotate(rotatedCross);

        double[] best = new double[neurons];
        double[] bestScore = new double[neurons];
        Arrays.fill(bestScore, Double.NEGATIVE_INFINITY);
        double[] penalties = new double[neurons];
        for (int step = 0; step < PENALTIES; step++) {
            double exponent = step / (PENALTIES - 1.0);
            double penalty = scale * HIGHEST_PENALTY * Math.pow(LOWEST_PENALTY / HIGHEST_PENALTY, exponent);
            Arrays.fill(penalties, penalty);
            double[][] dual = copy(rotatedResponses);
            form.solve(penalties, dual);
            double[][] predicted = RidgeData.leftTransposedProduct(rotatedCross, dual);
            for (int n = 0; n < neurons; n++) {
                double score = Correlation.pearson(column(predicted, n), validation.responsesOf(n));
                if (score > bestScore[n]) {
                    bestScore[n] = score;
                    best[n] = penalty;
                }
            }
        }
        return best;
    }

    private static int[] shuffled(int count, long seed) {
        int[] order = new int[count];
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static double[] column(double[][] rows, int column) {
        double[] values = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            values[i] = rows[i][column];
        }
        return values;
    }

    private static double[][] copy(double[][] rows) {
        double[][] copied = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            copied[i] = rows[i].clone();
        }
        return copied;
    }
}
