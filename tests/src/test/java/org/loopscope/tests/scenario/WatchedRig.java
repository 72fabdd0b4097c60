package org.loopscope.tests.scenario;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.cli.Surroundings;
import org.loopscope.controller.log.disk.Disk;
import org.loopscope.controller.rig.Rig;
import org.loopscope.controller.rig.RigFactory;

/** Keeps hold of the rig that a session was run on, to look at its outputs afterwards. */
final class WatchedRig {
    private @Nullable Rig rig;

    Surroundings on(Disk disk) {
        return new Surroundings(disk, (config, clock) -> {
            rig = RigFactory.build(config, clock);
            return rig;
        });
    }

    boolean outputsSafe() {
        return Objects.requireNonNull(rig, "no session was begun").device().isSafe();
    }
}
