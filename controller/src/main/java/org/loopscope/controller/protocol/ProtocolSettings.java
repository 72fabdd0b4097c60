package org.loopscope.controller.protocol;

import java.util.List;
import org.loopscope.controller.config.BlockConfig;
import org.loopscope.controller.config.LearningConfig;
import org.loopscope.controller.config.ResponseWindow;
import org.loopscope.stimulus.StimulusBank;

/**
 * What the experiment has to know of its own plan.
 *
 * @param window which frames answer a presentation
 * @param decisionLeadNs how long before its onset a presentation is decided
 * @param deadlineBeforeOnsetNs how long before its onset the presenter must know of it
 * @param bank the pictures there are to show
 * @param invalidating quality flags, as bits, of frames that make a presentation invalid
 * @param showAgain an invalid presentation is shown once more at its block's end
 * @param surveyedCells how many cells at most are told simple from complex; 0 for none
 * @param surveySeed of the surveys
 */
public record ProtocolSettings(
        List<BlockConfig> blocks,
        LearningConfig learning,
        ResponseWindow window,
        long decisionLeadNs,
        long deadlineBeforeOnsetNs,
        StimulusBank bank,
        int invalidating,
        boolean showAgain,
        int surveyedCells,
        long surveySeed) {
    public ProtocolSettings {
        blocks = List.copyOf(blocks);
        if (decisionLeadNs <= deadlineBeforeOnsetNs) {
            throw new IllegalArgumentException("the decision lead (" + decisionLeadNs / 1e6
                    + " ms) must be longer than the presenter's deadline (" + deadlineBeforeOnsetNs / 1e6
                    + " ms before the onset)");
        }
    }

    /** Choosable pictures. */
    int bankSize() {
        return bank.choosable().size();
    }

    /** Pictures for the test set. */
    int heldOutPictures() {
        return bank.heldOut().size();
    }
}
