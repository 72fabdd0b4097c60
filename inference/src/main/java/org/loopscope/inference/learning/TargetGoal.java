package org.loopscope.inference.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loopscope.inference.synthesis.SynthesisGoal;

/** What a session's synthesis is to bring its targets to: one picture for each target, which leads in it. */
public sealed interface TargetGoal {
    /** Each target's most exciting image. */
    record MostExciting() implements TargetGoal {}

    /** Each target's least exciting image. */
    record LeastExciting() implements TargetGoal {}

    /**
     * Drives each target together with those that follow it in the list (which begins again at its end), and suppresses
     * all other targets.
     *
     * @param together how many are driven in each picture
     * @param suppression weight of the suppressed targets' mean rate against that of the driven
     */
    record Population(int together, double suppression) implements TargetGoal {
        public Population {
            if (together < 1 || !(suppression >= 0)) {
                throw new IllegalArgumentException("a population goal drives " + together
                        + " targets together and suppresses with a weight of " + suppression
                        + ": give at least 1 target and a weight of at least 0");
            }
        }
    }

    /**
     * Clamps all targets to a pattern of rates. The picture of a target gives it the first level, the next target in the
     * list the second, and so on; both lists begin again at their ends.
     *
     * @param levels rates in units of each target's mean response while mapping
     */
    record Pattern(List<Double> levels) implements TargetGoal {
        public Pattern {
            levels = List.copyOf(levels);
            if (levels.isEmpty() || levels.stream().anyMatch(level -> !(level >= 0) || level.isInfinite())) {
                throw new IllegalArgumentException(
                        "a pattern's levels are " + levels + ": give at least one, each 0 or more");
            }
        }
    }

    /** The name under which its pictures are shown. */
    default String policy() {
        return switch (this) {
            case MostExciting goal -> "most-exciting";
            case LeastExciting goal -> "least-exciting";
            case Population goal -> "population";
            case Pattern goal -> "pattern";
        };
    }

    /** The goals of the pictures, in the order of the targets. */
    default List<SynthesisGoal> goals(int[] targets, MeanRates rates) {
        List<SynthesisGoal> goals = new ArrayList<>();
        for (int t = 0; t < targets.length; t++) {
            goals.add(
                    switch (this) {
                        case MostExciting goal -> new SynthesisGoal.MostExciting(targets[t]);
                        case LeastExciting goal -> new SynthesisGoal.LeastExciting(targets[t]);
                        case Population goal -> population(goal, rotated(targets, t));
                        case Pattern goal -> pattern(goal, rotated(targets, t), rates);
                    });
        }
        return List.copyOf(goals);
    }

    /** The rate, in the model's unit, that is so many times a neuron's mean. */
    @FunctionalInterface
    interface MeanRates {
        float times(double level, int neuron);
    }

    private static SynthesisGoal population(Population goal, int[] targets) {
        int driven = Math.min(goal.together(), targets.length);
        return new SynthesisGoal.Population(
                Arrays.copyOf(targets, driven),
                Arrays.copyOfRange(targets, driven, targets.length),
                goal.suppression());
    }

    private static SynthesisGoal pattern(Pattern goal, int[] targets, MeanRates mean) {
        float[] rates = new float[targets.length];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = mean.times(goal.levels().get(i % goal.levels().size()), targets[i]);
        }
        return new SynthesisGoal.Pattern(targets, rates);
    }

    private static int[] rotated(int[] targets, int first) {
        int[] rotated = new int[targets.length];
        for (int i = 0; i < rotated.length; i++) {
            rotated[i] = targets[(first + i) % targets.length];
        }
        return rotated;
    }
}
