package org.loopscope.controller.summary;

import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.Stimulus;

/**
 * How long the animal waited for its first synthesized image: from the end of the last picture of a mapping block, what
 * was shown in between included.
 */
final class MostExcitingOnset {
    private long mappingEndNs = Presentation.NOT_MEASURED;
    private double seconds = Double.NaN;
    private boolean waiting = true;

    /**
     * @param presentation a measured one, in order
     * @param mapping whether it belongs to a mapping block
     */
    void see(Presentation presentation, boolean mapping) {
        if (!waiting) {
            return;
        }
        if (presentation.decision().stimulus() instanceof Stimulus.Synthesized made && made.ascentSteps() > 0) {
            waiting = false;
            if (mappingEndNs != Presentation.NOT_MEASURED) {
                seconds = (presentation.measuredOnsetNs() - mappingEndNs) / 1e9;
            }
        } else if (mapping) {
            mappingEndNs = presentation.measuredOffsetNs();
        }
    }

    double seconds() {
        return seconds;
    }
}
