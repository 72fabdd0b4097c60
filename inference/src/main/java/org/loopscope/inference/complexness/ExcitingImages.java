package org.loopscope.inference.complexness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.loopscope.inference.synthesis.SynthesizedImage;
import org.loopscope.stimulus.PictureSimilarity;
import org.loopscope.stimulus.StimulusImage;

/**
 * The different images that excite one cell, best first.
 *
 * @param images at least one; no two of them have a cosine above the settings'
 * @param leastCosine smallest cosine between two of them, 1 when there is only one
 */
public record ExcitingImages(List<SynthesizedImage> images, double leastCosine) {
    public ExcitingImages {
        images = List.copyOf(images);
    }

    /**
     * Keeps of a cell's starts those that excite it nearly as well as the best, and of images that are nearly the same the
     * best.
     *
     * @param starts at least one, all of one cell
     */
    public static ExcitingImages among(List<SynthesizedImage> starts, ComplexnessSettings settings) {
        List<SynthesizedImage> bestFirst = starts.stream()
                .sorted(Comparator.comparingDouble(SynthesizedImage::predictedRate)
                        .reversed())
                .toList();
        double least = settings.leastShareOfBest() * bestFirst.getFirst().predictedRate();
        List<SynthesizedImage> kept = new ArrayList<>();
        double leastCosine = 1;
        for (SynthesizedImage image : bestFirst) {
            if (!kept.isEmpty() && image.predictedRate() < least) {
                break;
            }
            double closest = -1;
            double farthest = 1;
            for (SynthesizedImage other : kept) {
                double cosine = PictureSimilarity.cosine(
                        image.image().pixels(), other.image().pixels());
                closest = Math.max(closest, cosine);
                farthest = Math.min(farthest, cosine);
            }
            if (closest <= settings.sameImageCosine()) {
                kept.add(image);
                leastCosine = Math.min(leastCosine, farthest);
            }
        }
        return new ExcitingImages(kept, leastCosine);
    }

    /**
     * A few images that show how different they are: the best, then each time the one that is least like those before.
     */
    public List<StimulusImage> examples(int most) {
        List<SynthesizedImage> examples = new ArrayList<>(List.of(images.getFirst()));
        while (examples.size() < Math.min(most, images.size())) {
            SynthesizedImage next = images.getFirst();
            double leastLikeness = Double.POSITIVE_INFINITY;
            for (SynthesizedImage image : images) {
                double likeness = examples.stream()
                        .mapToDouble(shown -> PictureSimilarity.cosine(
                                shown.image().pixels(), image.image().pixels()))
                        .max()
                        .orElseThrow();
                if (likeness < leastLikeness) {
                    leastLikeness = likeness;
                    next = image;
                }
            }
            examples.add(next);
        }
        return examples.stream().map(SynthesizedImage::image).toList();
    }
}
