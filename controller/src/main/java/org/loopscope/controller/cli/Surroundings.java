package org.loopscope.controller.cli;

import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.log.disk.Disk;
import org.loopscope.controller.log.disk.LocalDisk;
import org.loopscope.controller.rig.Rig;
import org.loopscope.controller.rig.RigFactory;
import org.loopscope.firmware.clock.SessionClock;

/**
 * What a session finds around it: the computer's disk, and the rig that the experiment names. A test gives others, with
 * faults in them.
 */
public record Surroundings(Disk disk, Rigs rigs) {
    /** The real ones. */
    public Surroundings() {
        this(new LocalDisk(), RigFactory::build);
    }

    /** Makes the rig that an experiment names. */
    @FunctionalInterface
    public interface Rigs {
        Rig build(ExperimentConfig config, SessionClock clock);
    }
}
