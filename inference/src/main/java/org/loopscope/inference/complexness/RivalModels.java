package org.loopscope.inference.complexness;

import java.util.List;
import org.loopscope.inference.quality.Correlation;
import org.loopscope.stimulus.PictureSimilarity;
import org.loopscope.stimulus.StimulusImage;

/**
 * The two models of a cell: the simple one predicts the normalised dot product of a picture with one image, the complex one
 * the largest of the normalised dot products with all images.
 */
record RivalModels(StimulusImage image, List<StimulusImage> images) {
    RivalModels {
        images = List.copyOf(images);
    }

    /**
     * The simple model gets the image that follows the measured responses best, so that what the complex model gains is due
     * to its having several, and not to a poor choice of the one.
     *
     * @param images at least one
     * @param measured one response for each picture
     */
    static RivalModels of(List<StimulusImage> images, List<float[]> pictures, double[] measured) {
        StimulusImage best = images.getFirst();
        double mostSimilar = Double.NEGATIVE_INFINITY;
        for (StimulusImage image : images) {
            double similarity = Correlation.pearson(matches(image, pictures), measured);
            if (similarity > mostSimilar) {
                mostSimilar = similarity;
                best = image;
            }
        }
        return new RivalModels(best, images);
    }

    /** Per picture, -1 to 1. */
    double[] simple(List<float[]> pictures) {
        return matches(image, pictures);
    }

    /** Per picture, at least the simple model's. */
    double[] complex(List<float[]> pictures) {
        double[] most = matches(images.getFirst(), pictures);
        for (StimulusImage other : images.subList(1, images.size())) {
            double[] match = matches(other, pictures);
            for (int i = 0; i < most.length; i++) {
                most[i] = Math.max(most[i], match[i]);
            }
        }
        return most;
    }

    private static double[] matches(StimulusImage image, List<float[]> pictures) {
        double[] matches = new double[pictures.size()];
        for (int i = 0; i < matches.length; i++) {
            matches[i] = PictureSimilarity.cosine(pictures.get(i), image.pixels());
        }
        return matches;
    }
}
