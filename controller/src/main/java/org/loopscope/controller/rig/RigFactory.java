package org.loopscope.controller.rig;

import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.SourceConfig;
import org.loopscope.firmware.clock.SessionClock;

/** Puts together the rig that an experiment names. */
public final class RigFactory {
    private RigFactory() {}

    /**
     * @param clock the session's time
     * @throws org.loopscope.controller.config.ConfigurationException when a file of the rig is missing or wrong
     */
    public static Rig build(ExperimentConfig config, SessionClock clock) {
        return switch (config.source()) {
            case SourceConfig.Simulated simulated -> SimulatedRig.build(config, simulated, clock);
            case SourceConfig.Movie movie -> MovieRig.build(config, movie, clock);
            case SourceConfig.Live live -> LiveRig.build(config, live, clock);
            case SourceConfig.Camera camera -> CameraRig.build(config, camera, clock);
            case SourceConfig.Responses responses -> ResponsesRig.build(config, responses, clock);
        };
    }
}
