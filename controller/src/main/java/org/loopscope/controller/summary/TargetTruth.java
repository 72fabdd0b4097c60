package org.loopscope.controller.summary;

import org.loopscope.stimulus.StimulusImage;

/**
 * The noise-free responses of a simulated neuron, spikes per second after the nonlinearity.
 *
 * @param mostExciting to the synthesized image
 * @param bestOfBank to the picture that the model took for the bank's best
 * @param trueBestOfBank to the picture that really is the bank's best
 * @param optimum to the best of all pictures of this contrast energy
 * @param optimalImage that picture
 * @param kind simple or complex
 */
public record TargetTruth(
        double mostExciting,
        double bestOfBank,
        double trueBestOfBank,
        double optimum,
        StimulusImage optimalImage,
        String kind) {}
