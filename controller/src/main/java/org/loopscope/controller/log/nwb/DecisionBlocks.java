package org.loopscope.controller.log.nwb;

import java.util.HashMap;
import java.util.Map;
import org.loopscope.controller.log.SessionEvent.BlockChanged;
import org.loopscope.stimulus.StimulusDecision;

/** Remembers in which block each decision was made until its presentation has ended, perhaps in the next block. */
final class DecisionBlocks {
    /** A block's number, from 0 in the order in which they began, and its name. */
    record Block(int number, String name) {}

    private static final Block NONE = new Block(-1, "");

    private final Map<Long, Block> blockOfDecision = new HashMap<>();
    private Block presentBlock = NONE;
    private int begun;

    void changed(BlockChanged change) {
        presentBlock = change.begun() ? new Block(begun++, change.block()) : NONE;
    }

    void decided(StimulusDecision decision) {
        blockOfDecision.put(decision.index(), presentBlock);
    }

    /** The decision's block; asked once, when its presentation has ended. */
    Block blockOf(StimulusDecision decision) {
        Block block = blockOfDecision.remove(decision.index());
        return block == null ? presentBlock : block;
    }
}
