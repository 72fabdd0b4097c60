package org.loopscope.controller.summary;

import org.loopscope.inference.policy.ValidationSchedule.Kind;

/**
 * A target's answer to one kind of control.
 *
 * @param measured mean measured response, dF/F units per frame; of natural pictures the mean over those of all targets
 * @param repeats how many measurements that is the mean of
 * @param trueDrive what a simulated neuron really makes of the picture, or on average of the natural pictures, as
 *     {@link TargetTruth} has it; not a number where that is not known
 */
public record ControlOutcome(Kind kind, float measured, int repeats, double trueDrive) {}
