package org.loopscope.controller.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.loopscope.controller.config.BlockConfig.Timing;
import org.loopscope.inference.learning.PictureSpace;
import org.loopscope.inference.learning.SynthesisPlan;
import org.loopscope.inference.learning.TargetGoal;
import org.loopscope.inference.policy.ValidationSchedule.Kind;

/** Reads what the blocks that make pictures say about them: goals, spaces, evolution, controls. */
final class SynthesisReader {
    private static final int CONTROL_REPEATS = 4;

    private enum Goal {
        MOST_EXCITING,
        LEAST_EXCITING,
        POPULATION,
        PATTERN
    }

    /** As written in a file; a validation's own kinds are not among them. */
    private enum Control {
        CONTRAST_REVERSED(Kind.CONTRAST_REVERSED),
        PHASE_SHIFTED(Kind.PHASE_SHIFTED),
        LEAST_EXCITING(Kind.LEAST_EXCITING),
        NATURAL(Kind.NATURAL);

        private final Kind kind;

        Control(Kind kind) {
            this.kind = kind;
        }

        String written() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private SynthesisReader() {}

    static SynthesisPlan plan(Section block) {
        TargetGoal goal = switch (block.choice("goal", Goal.class, Goal.MOST_EXCITING)) {
            case MOST_EXCITING -> new TargetGoal.MostExciting();
            case LEAST_EXCITING -> new TargetGoal.LeastExciting();
            case POPULATION ->
                new TargetGoal.Population(
                        block.integer("together", 1, 1, 10_000), block.number("suppression", 1, 0, 1000));
            case PATTERN -> new TargetGoal.Pattern(levels(block));
        };
        return new SynthesisPlan(goal, block.choice("space", PictureSpace.class, PictureSpace.PIXELS));
    }

    private static List<Double> levels(Section block) {
        List<String> texts = block.texts("levels");
        List<Double> levels = new ArrayList<>();
        for (String text : texts) {
            try {
                double level = Double.parseDouble(text);
                if (!(level >= 0 && level <= 100)) {
                    block.reject("levels", "must be from 0 to 100 times a target's mean response, was " + text);
                }
                levels.add(level);
            } catch (NumberFormatException e) {
                block.reject("levels", "must be a list of numbers, was '" + text + "'");
            }
        }
        return levels.isEmpty()
                ? block.reject("levels", "is missing: list the rates of the pattern, in times a target's mean response")
                : levels;
    }

    static BlockConfig evolve(Section block, String name, long seed, Timing timing) {
        PictureSpace space = block.choice("space", PictureSpace.class, PictureSpace.PCA);
        if (space == PictureSpace.PIXELS) {
            block.reject("space", "must be pca or generator here: pictures evolve in a code");
        }
        return new BlockConfig.Evolve(
                name,
                seed,
                timing,
                block.integer("targets", 1, 1, 1000),
                block.integer("population", 30, 4, 10_000),
                block.integer("generations", 20, 2, 10_000),
                space);
    }

    /** Without the key, every control; {@code [none]} for none. */
    static BlockConfig validate(Section block, String name, long seed, Timing timing) {
        Set<Kind> controls = new LinkedHashSet<>();
        List<String> texts = block.oneOrMore("controls");
        for (Control control : Control.values()) {
            if (texts.isEmpty()) {
                controls.add(control.kind);
            }
        }
        for (String text : texts) {
            if (!(text.equals("none") && texts.size() == 1)) {
                controls.add(control(block, text));
            }
        }
        return new BlockConfig.Validate(
                name,
                seed,
                timing,
                block.integer("repeats", 8, 1, 1000),
                List.copyOf(controls),
                block.integer("control_repeats", CONTROL_REPEATS, 1, 1000));
    }

    private static Kind control(Section block, String text) {
        List<String> known = new ArrayList<>();
        for (Control control : Control.values()) {
            if (control.written().equals(text)) {
                return control.kind;
            }
            known.add(control.written());
        }
        return block.reject(
                "controls", "must list some of " + String.join(", ", known) + ", or be [none]; was '" + text + "'");
    }
}
