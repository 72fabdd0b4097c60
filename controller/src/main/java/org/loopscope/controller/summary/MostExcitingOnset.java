package org.loopscope.controller.summary;

import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.Stimulus;

/**
 * How long the animal waited for its first synthesized image: from the end of the last picture of the mapping, that is
 * the last one chosen neither for synthesis nor in its place.
 */
final class MostExcitingOnset {
    private long mappingEndNs = Presentation.NOT_MEASURED;
    private double seconds = Double.NaN;
    private boolean waiting = true;

    /** @param presentation a measured one, in order */
    void see(Presentation presentation) {
        if (!waiting) {
            return;
        }
        if (presentation.decision().stimulus() instanceof Stimulus.Synthesized) {
            waiting = false;
            if (mappingEndNs != Presentation.NOT_MEASURED) {
                seconds = (presentation.measuredOnsetNs() - mappingEndNs) / 1e9;
            }
        } else if (!presentation.decision().policy().endsWith("in-place")) {
            mappingEndNs = presentation.measuredOffsetNs();
        }
    }

    double seconds() {
        return seconds;
    }
}
