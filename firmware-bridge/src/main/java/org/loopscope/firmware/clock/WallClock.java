package org.loopscope.firmware.clock;

import java.time.OffsetDateTime;
import java.time.ZoneId;

/** The time of day, for people and file names; nothing is decided by it. */
public final class WallClock {
    private WallClock() {}

    public static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneId.systemDefault());
    }
}
