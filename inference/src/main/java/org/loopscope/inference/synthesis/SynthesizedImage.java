package org.loopscope.inference.synthesis;

import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusImage;

/**
 * A picture made to excite one neuron.
 *
 * @param targetNeuron the neuron, as an index of the activity arrays
 * @param image the picture, at the settings' contrast energy; its pixels are a copy that the ascent does not touch again
 * @param predictedRate the model's prediction for the target neuron
 * @param ascentSteps gradient steps behind it
 * @param start which of the neuron's starts won, counted from 0
 */
public record SynthesizedImage(
        int targetNeuron, StimulusImage image, double predictedRate, int ascentSteps, int start) {

    /** What a decision shows. */
    public Stimulus.Synthesized toStimulus() {
        return new Stimulus.Synthesized(targetNeuron, ascentSteps, image);
    }
}
