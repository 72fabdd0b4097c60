package org.loopscope.controller.cli;

import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ModelConfig;
import org.loopscope.controller.log.disk.Disk;
import org.loopscope.controller.log.disk.LocalDisk;
import org.loopscope.controller.rig.ComputeDevice;
import org.loopscope.controller.rig.Rig;
import org.loopscope.controller.rig.RigFactory;
import org.loopscope.firmware.clock.SessionClock;

/**
 * What a session finds around it: the computer's disk, the rig that the experiment names, and what its model runs on. A test
 * gives others, with faults in them.
 */
public record Surroundings(Disk disk, Rigs rigs, Devices devices) {
    /** The real ones. */
    public Surroundings() {
        this(new LocalDisk(), RigFactory::build);
    }

    /** On the real compute device. */
    public Surroundings(Disk disk, Rigs rigs) {
        this(disk, rigs, ComputeDevice::find);
    }

    /** Finds the device that an experiment's model runs on. */
    @FunctionalInterface
    public interface Devices {
        ComputeDevice find(ModelConfig.Device wanted);
    }

    /** Makes the rig that an experiment names. */
    @FunctionalInterface
    public interface Rigs {
        Rig build(ExperimentConfig config, SessionClock clock);
    }
}
