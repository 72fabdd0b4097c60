package org.loopscope.controller.summary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session found for one target neuron.
 *
 * @param controls what it answered to the other kinds of pictures that were validated, evolved ones among them
 * @param truth what the simulation knows; null on a real animal
 */
public record TargetOutcome(
        int neuron,
        float reliability,
        ValidatedImage mostExciting,
        ValidatedImage bestOfBank,
        List<ControlOutcome> controls,
        @Nullable TargetTruth truth) {
    public TargetOutcome {
        controls = List.copyOf(controls);
    }
}
