package org.loopscope.controller.telemetry;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.loopscope.controller.log.SessionEvent.BlockChanged;
import org.loopscope.controller.operator.LiveParameter;
import org.loopscope.controller.operator.OperatorCommand;

/** What may be changed while a session runs, as it is now. One thread only. */
final class SettingsStanding {
    private final List<PlannedSettings.OfBlock> plan;
    private final Map<LiveParameter, Double> now = new EnumMap<>(LiveParameter.class);
    /** Of the block under way, or of the last one, in the plan. */
    private int place = -1;

    private boolean underWay;

    SettingsStanding(PlannedSettings planned) {
        plan = planned.blocks();
        now.put(LiveParameter.LEARNING_RATE, planned.learningRate());
    }

    /** Takes a change of blocks; true when it changes what can be set. */
    boolean accept(BlockChanged block) {
        List<RigMessage.Setting> before = all();
        // A part of a session that goes on begins the block anew in which the part before was cut off, as it was then.
        boolean again = block.begun() && underWay && plan.get(place).block().equals(block.block());
        underWay = block.begun();
        if (!again) {
            now.remove(LiveParameter.TRIGGER_THRESHOLD);
            now.remove(LiveParameter.BLOCK_PRESENTATIONS);
        }
        if (block.begun() && !again) {
            begin(block.block());
        }
        return !before.equals(all());
    }

    private void begin(String name) {
        int next = place + 1;
        while (next < plan.size() && !plan.get(next).block().equals(name)) {
            next++;
        }
        underWay = next < plan.size();
        if (underWay) {
            place = next;
            PlannedSettings.OfBlock planned = plan.get(next);
            if (planned.threshold() != null) {
                now.put(LiveParameter.TRIGGER_THRESHOLD, planned.threshold());
            }
            if (planned.presentations() != null) {
                now.put(LiveParameter.BLOCK_PRESENTATIONS, planned.presentations());
            }
        }
    }

    /** Takes a change that the session has obeyed; true when the value is another. */
    boolean accept(OperatorCommand.Set set) {
        Double before = now.put(set.parameter(), set.value());
        return before == null || before != set.value();
    }

    /** All that can be set in some block. */
    List<RigMessage.Setting> all() {
        return Arrays.stream(LiveParameter.values())
                .map(parameter -> new RigMessage.Setting(
                        parameter.key(), now.get(parameter), parameter.least(), parameter.most()))
                .toList();
    }
}
