package org.loopscope.controller.session;

import java.util.function.Consumer;
import org.loopscope.controller.log.SessionEvent;

/** Says when the disk begins to be too slow for the raw frames, and when it follows again. Imaging thread. */
final class SheddingWatch {
    /** Frames kept in a row before it counts as over, so that a disk on the edge does not fill the log with news. */
    private static final int OVER_AFTER_FRAMES = 64;

    private long shed;
    private int keptSince;

    void frame(boolean kept, long index, long nowNs, Consumer<SessionEvent> log) {
        if (!kept) {
            if (shed == 0) {
                tell(
                        "the disk cannot follow: raw frames are not kept from frame " + index + " on, all else is",
                        nowNs,
                        log);
            }
            shed++;
            keptSince = 0;
        } else if (shed > 0 && ++keptSince == OVER_AFTER_FRAMES) {
            tell("the disk follows again: the raw pixels of " + shed + " frames were not kept", nowNs, log);
            shed = 0;
        }
    }

    private static void tell(String what, long nowNs, Consumer<SessionEvent> log) {
        log.accept(new SessionEvent.FaultRaised(nowNs, what, false));
    }
}
