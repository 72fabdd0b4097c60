package org.loopscope.inference.learning;

import org.loopscope.inference.complexness.ComplexnessSettings;
import org.loopscope.inference.synthesis.AscentSettings;

/**
 * How a session learns.
 *
 * @param scaling of responses before they are learnt from
 * @param scaleFrom presentations that the neurons' scales are estimated from; training begins after them
 * @param validationEvery every how manieth of them tells which settings to prefer, before it is learnt from when there are
 *     newer ones of them; 0 for none
 * @param shuffleResponses a control: every response is paired with another presentation's picture, so nothing but
 *     chance is left to learn
 * @param seed of the shuffle, and of the bootstrap samples that intervals of the model's quality come from
 * @param ascent how most exciting images are made
 * @param complexness how simple cells are told from complex ones
 */
public record LearnerSettings(
        ResponseScaling scaling,
        int scaleFrom,
        int validationEvery,
        boolean shuffleResponses,
        long seed,
        AscentSettings ascent,
        ComplexnessSettings complexness) {
    public LearnerSettings {
        if (scaleFrom < 2) {
            throw new IllegalArgumentException(
                    "the neurons' scales need at least 2 presentations to be estimated from, not " + scaleFrom);
        }
        if (validationEvery < 0 || validationEvery == 1) {
            throw new IllegalArgumentException("every presentation of " + validationEvery
                    + " for validation leaves none to learn from: give 2 or more, or 0 for no validation");
        }
    }
}
