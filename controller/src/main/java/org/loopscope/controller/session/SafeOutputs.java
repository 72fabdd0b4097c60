package org.loopscope.controller.session;

import java.util.function.Consumer;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.rig.Rig;
import org.loopscope.firmware.clock.SessionClock;

/**
 * Brings a rig's outputs to their safe state at the end of a session, whatever has failed before. An output that cannot be
 * reached any more, as when its device was unplugged, is told of; it does not keep the others, nor the log, from their end.
 */
final class SafeOutputs {
    private final Rig rig;
    private final SessionClock clock;
    private final Consumer<SessionEvent> log;

    SafeOutputs(Rig rig, SessionClock clock, Consumer<SessionEvent> log) {
        this.rig = rig;
        this.clock = clock;
        this.log = log;
    }

    /** Lines low, then the screen grey. Any thread. */
    void makeSafe() {
        attempt("the output lines could not be set low, see to the light by hand", rig.device()::makeSafe);
        attempt("the screen could not be made grey, see to it by hand", rig.presenter()::blank);
    }

    private void attempt(String otherwise, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            log.accept(new SessionEvent.FaultRaised(clock.nowNs(), otherwise + ": " + Faults.oneLine(e), false));
        }
    }
}
