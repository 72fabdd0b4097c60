package org.loopscope.acquisition.simulated;

import java.util.List;
import org.loopscope.acquisition.roi.RoiSet;

/**
 * What the simulation knows of the field of view, for scoring only; nothing on the decision path may read it. Cell i is
 * neuron i of the {@link SimulatedNeurons}.
 *
 * @param somata the cells
 * @param masks the pixels inside each cell's outline with the brain at rest, evenly weighted
 * @param settings what the movie was made with
 */
public record GroundTruth(List<Soma> somata, RoiSet masks, SimulatedRigSettings settings) {
    public GroundTruth {
        somata = List.copyOf(somata);
    }
}
