package org.loopscope.tests.scenario;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.cli.Surroundings;
import org.loopscope.controller.log.disk.Disk;
import org.loopscope.controller.rig.ComputeDevice;
import org.loopscope.controller.rig.Rig;
import org.loopscope.controller.rig.RigFactory;
import org.loopscope.firmware.TimingDevice;

/** Keeps hold of the rig that a session was run on, to look at its outputs afterwards. */
public final class WatchedRig {
    private @Nullable Rig rig;

    Surroundings on(Disk disk) {
        return on(disk, same -> same, ComputeDevice::find);
    }

    /**
     * @param fault puts something that breaks in the place of a part; the rig as it was is watched
     * @param devices finds what the model runs on
     */
    public Surroundings on(Disk disk, UnaryOperator<Rig> fault, Surroundings.Devices devices) {
        return new Surroundings(
                disk,
                (config, clock) -> {
                    Rig whole = RigFactory.build(config, clock);
                    rig = whole;
                    return fault.apply(with(whole, new LitDevice(whole.device())));
                },
                devices);
    }

    /** The rig with another timing device. */
    public static Rig with(Rig rig, TimingDevice device) {
        return new Rig(
                rig.name(),
                rig.input(),
                device,
                rig.presenter(),
                rig.bank(),
                rig.focus(),
                rig.truth(),
                rig.truthWriter());
    }

    public boolean outputsSafe() {
        return Objects.requireNonNull(rig, "no session was begun").device().isSafe();
    }
}
