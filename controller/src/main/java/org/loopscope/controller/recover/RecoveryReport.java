package org.loopscope.controller.recover;

import java.util.List;
import java.util.Optional;
import org.loopscope.acquisition.quality.QualityLimits;
import org.loopscope.controller.summary.SessionSummary;
import org.loopscope.stimulus.StimulusBank;

/**
 * What a recovery did.
 *
 * @param lines for people
 * @param session what there is to draw of it; empty where there was nothing to recover
 */
public record RecoveryReport(List<String> lines, Optional<Recovered> session) {
    public RecoveryReport {
        lines = List.copyOf(lines);
    }

    /**
     * A session that was recovered.
     *
     * @param activityHz how often a second there was activity
     * @param limits what its frames were held to
     */
    public record Recovered(SessionSummary summary, StimulusBank bank, double activityHz, QualityLimits limits) {}
}
