package org.loopscope.controller.summary;

import org.jspecify.annotations.Nullable;

/**
 * What a session found for one target neuron.
 *
 * @param truth what the simulation knows; null on a real animal
 */
public record TargetOutcome(
        int neuron,
        float reliability,
        ValidatedImage mostExciting,
        ValidatedImage bestOfBank,
        @Nullable TargetTruth truth) {}
