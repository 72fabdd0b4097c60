package org.loopscope.inference.quality;

import java.util.List;
import org.loopscope.stimulus.StimulusImage;

/**
 * How well predictions match the mean responses to held-out pictures.
 *
 * @param perNeuron Pearson correlation, over pictures, between prediction and mean of the repeats; 0 where one of both
 *     does not vary
 * @param mean mean of {@code perNeuron}: the test correlation
 * @param pictures held-out pictures that it rests on; with fewer than two every correlation is 0
 */
public record ModelQuality(double[] perNeuron, double mean, int pictures) {

    /** What gives predictions: an encoding model or {@link PixelRidge#predict}. */
    @FunctionalInterface
    public interface Predictor {
        /**
         * @param images {@code count} pictures, one after the other
         * @param rates receives {@code count * neurons} predictions, picture-major
         */
        void predict(float[] images, int count, float[] rates);
    }

    /**
     * Tests predictions on every held-out picture that has been shown.
     *
     * @param heldOut the bank's held-out pictures, in the order in which {@code responses} counts them
     */
    public static ModelQuality of(Predictor predictor, List<StimulusImage> heldOut, RepeatedResponses responses) {
        return of(HeldOutPredictions.of(predictor, heldOut, responses), responses);
    }

    /** Tests predictions that have been made. */
    public static ModelQuality of(HeldOutPredictions predictions, RepeatedResponses responses) {
        int[] pictures = predictions.pictures();
        int neurons = responses.neurons();
        if (pictures.length < 2) {
            return new ModelQuality(new double[neurons], 0, pictures.length);
        }
        double[] perNeuron =
                Correlation.perNeuron(predictions.rates(), responses.means(pictures), pictures.length, neurons);
        return new ModelQuality(perNeuron, Correlation.mean(perNeuron), pictures.length);
    }
}
