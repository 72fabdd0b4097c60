package org.loopscope.controller.dashboard;

import org.loopscope.controller.telemetry.RigMessage.Health;

/** A session's figures as they were, told of when nothing is written any more. */
final class PastHealth {
    private PastHealth() {}

    static Health of(Health then) {
        return new Health(
                then.sessionNs(),
                then.frames(),
                then.framesLost(),
                then.framesLate(),
                then.framesDuplicated(),
                then.framesReordered(),
                then.rawFramesShed(),
                then.decisions(),
                then.missedDeadlines(),
                then.presentations(),
                then.pulses(),
                then.faults(),
                then.activityMs(),
                then.decisionMs(),
                then.outputMs(),
                then.worstActivityMs(),
                then.worstDecisionMs(),
                then.clockDriftPpm(),
                then.clockResidualNs(),
                then.remainingSeconds(),
                false,
                null,
                0);
    }
}
