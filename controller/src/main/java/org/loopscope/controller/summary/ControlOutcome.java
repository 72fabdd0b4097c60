package org.loopscope.controller.summary;

import org.loopscope.inference.policy.ValidationSchedule.Kind;

/**
 * A target's answer to one kind of control.
 *
 * @param measured mean measured response, dF/F units per frame; of natural pictures the mean over those of all targets
 * @param repeats how many measurements that is the mean of
 */
public record ControlOutcome(Kind kind, float measured, int repeats) {}
