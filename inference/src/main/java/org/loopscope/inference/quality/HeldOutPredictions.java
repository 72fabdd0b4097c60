package org.loopscope.inference.quality;

import java.util.List;
import org.loopscope.stimulus.StimulusImage;

/**
 * What a model predicts for the held-out pictures that have been shown.
 *
 * @param pictures which of the bank's held-out pictures, ascending; never changed
 * @param rates {@code pictures.length * neurons}, picture-major; never changed; not a number before the model can say
 */
public record HeldOutPredictions(int[] pictures, float[] rates) {

    /** Predicts every held-out picture that has been shown, in one call. */
    public static HeldOutPredictions of(
            ModelQuality.Predictor predictor, List<StimulusImage> heldOut, RepeatedResponses responses) {
        int[] pictures = responses.picturesWith(1);
        float[] rates = new float[pictures.length * responses.neurons()];
        if (pictures.length > 0) {
            int pixels = heldOut.getFirst().pixels().length;
            float[] images = new float[pictures.length * pixels];
            for (int i = 0; i < pictures.length; i++) {
                System.arraycopy(heldOut.get(pictures[i]).pixels(), 0, images, i * pixels, pixels);
            }
            predictor.predict(images, pictures.length, rates);
        }
        return new HeldOutPredictions(pictures, rates);
    }
}
