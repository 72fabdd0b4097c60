package org.loopscope.stimulus.simulated;

import org.jspecify.annotations.Nullable;
import org.loopscope.stimulus.StimulusDecision;
import org.loopscope.stimulus.StimulusImage;

/**
 * The screen takes another picture.
 *
 * @param flip number of the refresh
 * @param flipNs session time of the refresh
 * @param lightNs session time at which the light changes
 * @param decision what begins, or null where something ends and nothing follows
 * @param picture what is seen from then on, or null for mid-grey
 */
record ScreenChange(
        long flip,
        long flipNs,
        long lightNs,
        @Nullable StimulusDecision decision,
        @Nullable StimulusImage picture) {}
