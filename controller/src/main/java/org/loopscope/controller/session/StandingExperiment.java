package org.loopscope.controller.session;

import java.util.List;
import org.loopscope.controller.ClosedLoopExperiment;
import org.loopscope.controller.ExperimentLinks;
import org.loopscope.controller.protocol.ProtocolSettings;
import org.loopscope.inference.learning.ModelRequest;

/**
 * An experiment as a session finds it: at its beginning, or where an earlier part of the session left it.
 *
 * @param waiting requests to the model that were not done
 * @param requestsDone how many were
 */
public record StandingExperiment(
        ClosedLoopExperiment experiment, ExperimentLinks links, List<ModelRequest> waiting, long requestsDone) {
    public StandingExperiment {
        waiting = List.copyOf(waiting);
    }

    /** At its beginning. */
    public static StandingExperiment atItsBeginning(ProtocolSettings settings) {
        ExperimentLinks links = new ExperimentLinks();
        return new StandingExperiment(new ClosedLoopExperiment(settings, links, links, links), links, List.of(), 0);
    }
}
