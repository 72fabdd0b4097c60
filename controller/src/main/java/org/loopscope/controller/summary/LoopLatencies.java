package org.loopscope.controller.summary;

import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.CycleInputs;
import org.loopscope.firmware.ExecutedPulse;
import org.loopscope.stimulus.Presentation;

/**
 * How long the loop takes: from a frame's arrival to its activity and to its decision, and from when an output was asked
 * for to when it came. What is measured while the cells are not yet known, at the start and when a session goes on, does
 * not count. The summary and all who watch have their figures from here, so that they are the same. One writer.
 */
public final class LoopLatencies {
    private final long framePeriodNs;
    private final LatencyFigures activity;
    private final LatencyFigures decision;
    private final LatencyFigures output;
    private boolean calibrating = true;
    private long framesLate;
    private long worstActivityNs;
    private long worstDecisionNs;

    /**
     * @param framePeriodNs activity later than this is late
     * @param decisionDeadlineNs how long after a frame's end its decision may come
     */
    public LoopLatencies(long framePeriodNs, long decisionDeadlineNs) {
        this.framePeriodNs = framePeriodNs;
        activity = new LatencyFigures(framePeriodNs);
        decision = new LatencyFigures(decisionDeadlineNs);
        output = new LatencyFigures(decisionDeadlineNs);
    }

    /** Takes one event, in the order of the log; most are none of its. */
    public void accept(SessionEvent event) {
        if (event instanceof SessionEvent.LatencyMeasured measured) {
            measured(measured);
        } else if (event instanceof CycleInputs inputs) {
            took(inputs);
        } else if (event instanceof SessionEvent.RoisFixed) {
            calibrating = false;
        } else if (event instanceof SessionEvent.SessionContinued) {
            calibrating = true;
        }
    }

    private void measured(SessionEvent.LatencyMeasured measured) {
        worstActivityNs = Math.max(worstActivityNs, measured.activityNs());
        worstDecisionNs = Math.max(worstDecisionNs, measured.decisionNs());
        if (measured.activityNs() < 0 || calibrating) {
            return;
        }
        activity.record(measured.activityNs());
        if (measured.decisionNs() >= 0) {
            decision.record(measured.decisionNs());
        }
        if (measured.activityNs() > framePeriodNs) {
            framesLate++;
        }
    }

    private void took(CycleInputs inputs) {
        for (Presentation presentation : inputs.presentations()) {
            if (presentation.outcome() != Presentation.Outcome.NOT_SEEN) {
                output.record(Math.max(
                        0,
                        presentation.measuredOnsetNs() - presentation.decision().requestedOnsetNs()));
            }
        }
        for (ExecutedPulse pulse : inputs.pulses()) {
            output.record(pulse.sessionOnsetNs() - pulse.request().onsetNs());
        }
    }

    public LatencyFigures activity() {
        return activity;
    }

    public LatencyFigures decision() {
        return decision;
    }

    public LatencyFigures output() {
        return output;
    }

    /** Frames whose activity came later than a frame period after them. */
    public long framesLate() {
        return framesLate;
    }

    /** The slowest way from a frame to its activity since this was last asked, nanoseconds. */
    public long takeWorstActivityNs() {
        long worst = worstActivityNs;
        worstActivityNs = 0;
        return worst;
    }

    /** The same to its decision. */
    public long takeWorstDecisionNs() {
        long worst = worstDecisionNs;
        worstDecisionNs = 0;
        return worst;
    }
}
