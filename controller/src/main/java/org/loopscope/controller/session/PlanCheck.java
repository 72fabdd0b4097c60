package org.loopscope.controller.session;

import java.util.Locale;
import org.loopscope.controller.config.BlockConfig;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.session.Preflight.Check;

/** Whether the blocks can be gone through in their order: what one of them needs, those before it must bring. */
final class PlanCheck {
    private static final String WHAT = "blocks";

    private PlanCheck() {}

    /** @param heldOut how many pictures the bank keeps back for the test */
    static Check of(ExperimentConfig config, int heldOut) {
        int learnable = 0;
        for (BlockConfig block : config.blocks()) {
            switch (block) {
                case BlockConfig.Map map -> {
                    int held = heldOut * map.heldOutRepeats();
                    if (map.presentations() < held) {
                        return fails(String.format(
                                Locale.ROOT,
                                "block %s shows %d pictures, and its held-out ones alone are %d (%d, %d times each): raise"
                                        + " blocks.%s.stop.presentations or lower held_out_repeats",
                                map.name(),
                                map.presentations(),
                                held,
                                heldOut,
                                map.heldOutRepeats(),
                                map.name()));
                    }
                    learnable += map.presentations() - held;
                }
                case BlockConfig.Adapt adapt -> {
                    if (learnable < config.model().scaleFrom()) {
                        return tooEarly(adapt.name(), learnable, config.model().scaleFrom());
                    }
                }
                case BlockConfig.Synthesize made -> {
                    if (learnable < config.model().scaleFrom()) {
                        return tooEarly(made.name(), learnable, config.model().scaleFrom());
                    }
                }
                default -> {}
            }
        }
        return new Check(WHAT, true, config.blocks().size() + " in order");
    }

    private static Check tooEarly(String block, int learnable, int needed) {
        return fails(String.format(
                Locale.ROOT,
                "block %s asks the model, which predicts from %d presentations on (model.scale_from), and the map blocks"
                        + " before it show %d to learn from: raise their stop.presentations",
                block,
                needed,
                learnable));
    }

    private static Check fails(String what) {
        return new Check(WHAT, false, what);
    }
}
