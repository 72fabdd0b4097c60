package org.loopscope.inference.complexness;

import java.util.List;
import java.util.SplittableRandom;
import org.loopscope.inference.quality.Correlation;
import org.loopscope.inference.quality.Estimate;
import org.loopscope.inference.synthesis.SynthesizedImage;
import org.loopscope.stimulus.StimulusImage;

/**
 * One cell, judged.
 *
 * @param neuron its index in the activity arrays
 * @param predictionCorrelation of the encoding model with the held-out pictures' mean responses
 * @param images how many different images excite it
 * @param leastCosine smallest cosine between two of them, 1 when there is only one
 * @param phaseInvariant two of them are nearly each other's negative
 * @param simpleSimilarity correlation of the simple model with the single responses
 * @param complexSimilarity correlation of the complex model
 * @param complexness their difference, in correlation
 * @param heldOutSimilarity correlation of the likelier model with the mean responses to the held-out pictures, which the
 *     images owe nothing to
 * @param label what it comes to
 * @param confidence share of the bootstrap samples on the label's side of the threshold; for an undecided cell on the
 *     likelier side
 * @param examples a few of its images, the best first, then the one least like those before
 */
public record CellComplexness(
        int neuron,
        double predictionCorrelation,
        int images,
        double leastCosine,
        boolean phaseInvariant,
        Estimate simpleSimilarity,
        Estimate complexSimilarity,
        Estimate complexness,
        double heldOutSimilarity,
        CellLabel label,
        double confidence,
        List<StimulusImage> examples) {
    /** Images that are kept to be shown. */
    public static final int MOST_EXAMPLES = 4;

    public CellComplexness {
        examples = List.copyOf(examples);
    }

    /**
     * Judges one cell.
     *
     * @param starts every start of its ascent, at least one
     * @param measured at least as many presentations as the settings ask
     * @param heldOut the responses that no model has learnt from
     * @param seed of the bootstrap
     */
    public static CellComplexness of(
            List<SynthesizedImage> starts,
            MeasuredResponses measured,
            HeldOutResponses heldOut,
            ComplexnessSettings settings,
            long seed) {
        int neuron = starts.getFirst().targetNeuron();
        if (measured.presentations() < settings.leastPresentations()) {
            throw new IllegalArgumentException("cell " + neuron + " cannot be called simple or complex from "
                    + measured.presentations() + " presentations: show at least " + settings.leastPresentations());
        }
        ExcitingImages exciting = ExcitingImages.among(starts, settings);
        List<StimulusImage> images =
                exciting.images().stream().map(SynthesizedImage::image).toList();
        double[] responses = measured.of(neuron);
        RivalModels models = RivalModels.of(images, measured.pictures(), responses);
        Similarities similarities = Similarities.of(
                models.simple(measured.pictures()),
                models.complex(measured.pictures()),
                responses,
                settings.threshold(),
                settings.resamples(),
                new SplittableRandom(seed));
        boolean likelierComplex = similarities.shareAbove() >= 0.5;
        double heldOutSimilarity = Correlation.pearson(
                likelierComplex ? models.complex(heldOut.pictures()) : models.simple(heldOut.pictures()),
                heldOut.of(neuron));
        return new CellComplexness(
                neuron,
                heldOut.predictionCorrelation()[neuron],
                images.size(),
                exciting.leastCosine(),
                exciting.leastCosine() < settings.phaseInvariantCosine(),
                similarities.simple(),
                similarities.complex(),
                similarities.complexness(),
                heldOutSimilarity,
                heldOutSimilarity > heldOut.chanceCorrelation() ? label(similarities, settings) : CellLabel.UNDECIDED,
                likelierComplex ? similarities.shareAbove() : 1 - similarities.shareAbove(),
                exciting.examples(MOST_EXAMPLES));
    }

    /**
     * Ukita et al. ask that both similarities be above 0. The simple model of an ideal complex cell follows nothing, and is
     * above or below 0 by chance: here it must not be below 0 for certain. The model that the label speaks for has to say
     * more than the threshold, or a cell that neither predicts would pass for simple.
     */
    private static CellLabel label(Similarities similarities, ComplexnessSettings settings) {
        double above = similarities.shareAbove();
        if (above >= settings.leastConfidence()
                && similarities.simple().high() > 0
                && similarities.complex().low() > settings.threshold()) {
            return CellLabel.COMPLEX_LIKE;
        }
        if (1 - above >= settings.leastConfidence() && similarities.simple().low() > settings.threshold()) {
            return CellLabel.SIMPLE;
        }
        return CellLabel.UNDECIDED;
    }
}
