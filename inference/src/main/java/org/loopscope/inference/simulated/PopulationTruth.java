package org.loopscope.inference.simulated;

import java.util.List;

/** What a simulated population is made of, to be written beside the log; cell i is neuron i. */
public record PopulationTruth(V1Settings settings, List<GaborCell> cells) {
    public PopulationTruth {
        cells = List.copyOf(cells);
    }
}
