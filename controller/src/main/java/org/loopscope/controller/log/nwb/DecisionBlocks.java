package org.loopscope.controller.log.nwb;

import java.util.HashMap;
import java.util.Map;
import org.loopscope.controller.log.SessionEvent.BlockChanged;
import org.loopscope.stimulus.StimulusDecision;

/** Remembers in which block each decision was made until its presentation has ended, perhaps in the next block. */
final class DecisionBlocks {
    private final Map<Long, String> blockOfDecision = new HashMap<>();
    private String presentBlock = "";

    void changed(BlockChanged change) {
        presentBlock = change.begun() ? change.block() : "";
    }

    void decided(StimulusDecision decision) {
        blockOfDecision.put(decision.index(), presentBlock);
    }

    /** The decision's block; asked once, when its presentation has ended. */
    String blockOf(StimulusDecision decision) {
        String block = blockOfDecision.remove(decision.index());
        return block == null ? presentBlock : block;
    }
}
