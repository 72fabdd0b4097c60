package org.loopscope.inference.complexness;

import java.util.Arrays;
import java.util.List;
import org.loopscope.inference.quality.Correlation;
import org.loopscope.inference.synthesis.SynthesizedImage;

/**
 * What the two models predict for each picture: the simple one the normalised dot product with one image, the complex one
 * the largest of the normalised dot products with all images.
 *
 * @param simple per picture, -1 to 1
 * @param complex per picture, at least {@code simple}
 */
record RivalPredictions(double[] simple, double[] complex) {

    /**
     * The simple model gets the image that follows the measured responses best, so that what the complex model gains is due
     * to its having several, and not to a poor choice of the one.
     *
     * @param measured one response for each picture
     */
    static RivalPredictions of(ExcitingImages images, List<float[]> pictures, double[] measured) {
        double[] simple = {};
        double[] complex = new double[pictures.size()];
        Arrays.fill(complex, Double.NEGATIVE_INFINITY);
        double best = Double.NEGATIVE_INFINITY;
        for (SynthesizedImage image : images.images()) {
            double[] match = new double[complex.length];
            for (int i = 0; i < match.length; i++) {
                match[i] = ExcitingImages.cosine(pictures.get(i), image.image().pixels());
                complex[i] = Math.max(complex[i], match[i]);
            }
            double similarity = Correlation.pearson(match, measured);
            if (similarity > best) {
                best = similarity;
                simple = match;
            }
        }
        return new RivalPredictions(simple, complex);
    }
}
