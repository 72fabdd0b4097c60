package org.loopscope.controller.session;

import java.util.function.Consumer;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.CycleInputs;
import org.loopscope.firmware.Line;
import org.loopscope.stimulus.Presentation;

/**
 * Says when nothing is seen any more of what has to be seen: presentations by the photodiode, and frames by the timing
 * device. The session goes on, since frames still come and a cable can be put back; trials that were not seen have no
 * response. Experiment thread.
 */
final class RigWatch {
    /** One or two can be a flicker of the diode. */
    private static final int UNSEEN_IN_A_ROW = 3;

    private static final long SILENT_NS = 2_000_000_000L;
    private static final long NEVER = Long.MIN_VALUE;

    private int unseen;
    private long frameClockNs = NEVER;
    private boolean frameClockLost;

    void see(CycleInputs inputs, Consumer<SessionEvent> log) {
        for (Presentation presentation : inputs.presentations()) {
            see(presentation, inputs.nowNs(), log);
        }
        if (inputs.edges().stream().anyMatch(edge -> edge.line() == Line.FRAME_CLOCK)) {
            if (frameClockLost) {
                tell("the frame clock's edges are seen again", inputs.nowNs(), log);
            }
            frameClockNs = inputs.nowNs();
            frameClockLost = false;
        } else if (frameClockNs != NEVER && !frameClockLost && inputs.nowNs() - frameClockNs > SILENT_NS) {
            frameClockLost = true;
            tell(
                    "frames come, but the timing device has seen no edge of the frame clock for two seconds; look at it and"
                            + " at its cables",
                    inputs.nowNs(),
                    log);
        }
    }

    private void see(Presentation presentation, long nowNs, Consumer<SessionEvent> log) {
        if (presentation.outcome() == Presentation.Outcome.NOT_SEEN) {
            unseen++;
            if (unseen == UNSEEN_IN_A_ROW) {
                tell(
                        "the photodiode has not seen the last " + unseen
                                + " presentations; look at the display, the diode and the timing device",
                        nowNs,
                        log);
            }
        } else {
            if (unseen >= UNSEEN_IN_A_ROW) {
                tell("presentations are seen again; " + unseen + " were not", nowNs, log);
            }
            unseen = 0;
        }
    }

    private static void tell(String what, long nowNs, Consumer<SessionEvent> log) {
        log.accept(new SessionEvent.FaultRaised(nowNs, what, false));
    }
}
