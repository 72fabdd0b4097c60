package org.loopscope.controller.summary;

import org.loopscope.stimulus.StimulusImage;

/**
 * A picture that was shown to a target again and again.
 *
 * @param predicted the model's expectation, dF/F units per frame
 * @param measured mean measured response, same unit; NaN when it was never measured
 * @param repeats how many measurements that is the mean of
 */
public record ValidatedImage(StimulusImage image, float predicted, float measured, int repeats) {}
