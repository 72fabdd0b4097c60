package org.loopscope.controller.telemetry;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.config.BlockConfig;
import org.loopscope.controller.config.ExperimentConfig;

/**
 * What may be changed while a session runs, as the experiment has it.
 *
 * @param blocks in the order of the plan
 */
public record PlannedSettings(double learningRate, List<OfBlock> blocks) {
    public PlannedSettings {
        blocks = List.copyOf(blocks);
    }

    /**
     * Of one block.
     *
     * @param threshold of the crossing that it watches for; null where it watches for none
     * @param presentations null where their number cannot be changed
     */
    public record OfBlock(
            String block,
            @Nullable Double threshold,
            @Nullable Double presentations) {}

    static PlannedSettings of(ExperimentConfig config) {
        return new PlannedSettings(
                // As the file has it: a float's neighbours look odd.
                Double.parseDouble(Float.toString(config.learning().learningRate())),
                config.blocks().stream().map(PlannedSettings::of).toList());
    }

    private static OfBlock of(BlockConfig block) {
        return switch (block) {
            case BlockConfig.Triggered triggered ->
                new OfBlock(block.name(), triggered.trigger().threshold(), null);
            case BlockConfig.Adapt adapt -> new OfBlock(block.name(), null, (double) adapt.presentations());
            case BlockConfig.Synthesize synthesize ->
                new OfBlock(block.name(), null, (double) synthesize.presentations());
            case BlockConfig.Spontaneous _, BlockConfig.Map _, BlockConfig.Evolve _, BlockConfig.Validate _ ->
                new OfBlock(block.name(), null, null);
        };
    }
}
