package org.loopscope.controller.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.config.BlockConfig;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.TargetsChosen;
import org.loopscope.inference.learning.TargetGoal;
import org.loopscope.inference.quality.Reliability;
import org.loopscope.inference.quality.TargetSelection;

/**
 * The neurons that the session aims at: chosen by the reliability of their answers when the mapping ends, or by the
 * operator at any time; those that the operator has vetoed never. Experiment thread only.
 */
final class Targets {
    private final ProtocolSettings settings;
    private final Knowledge knowledge;
    private final Consumer<SessionEvent> log;
    private final SortedSet<Integer> vetoed = new TreeSet<>();
    private @Nullable TargetsChosen chosen;

    Targets(ProtocolSettings settings, Knowledge knowledge, Consumer<SessionEvent> log) {
        this.settings = settings;
        this.knowledge = knowledge;
        this.log = log;
    }

    /** Chooses the best of those that are not vetoed. */
    void choose() {
        List<Reliability> reliability = knowledge.repeats().reliability();
        double[] scores = TargetSelection.reliabilityTimesResponsiveness(reliability);
        int wanted = settings.learning().targets();
        aim(
                Arrays.stream(TargetSelection.highest(scores, wanted + vetoed.size()))
                        .filter(neuron -> !vetoed.contains(neuron))
                        .limit(wanted)
                        .toArray(),
                reliability);
    }

    /** Why the session cannot aim at these neurons; empty when it can, and does. */
    Optional<String> aimAt(int[] neurons) {
        for (int neuron : neurons) {
            if (neuron >= knowledge.neurons()) {
                return Optional.of(unknown(neuron));
            }
            if (vetoed.contains(neuron)) {
                return Optional.of("cell " + neuron + " is vetoed; take the veto back first");
            }
        }
        for (BlockConfig block : settings.blocks()) {
            if (block instanceof BlockConfig.Synthesize made
                    && made.plan().goal() instanceof TargetGoal.Population goal
                    && goal.together() > neurons.length) {
                return Optional.of(
                        "block " + made.name() + " drives " + goal.together() + " targets together; choose as many");
            }
        }
        aim(neurons.clone(), knowledge.repeats().reliability());
        return Optional.empty();
    }

    /** Why the neuron cannot be vetoed; empty when it can, and is. It is a target no more; nothing takes its place. */
    Optional<String> veto(int neuron) {
        if (neuron >= knowledge.neurons()) {
            return Optional.of(unknown(neuron));
        }
        if (vetoed.size() + 1 >= knowledge.neurons() && !vetoed.contains(neuron)) {
            return Optional.of("no cell would be left to aim at");
        }
        int[] left = Arrays.stream(knowledge.targets())
                .filter(each -> each != neuron)
                .toArray();
        if (left.length < knowledge.targets().length) {
            if (left.length == 0) {
                return Optional.of("cell " + neuron + " is the only target; choose another first");
            }
            Optional<String> why = aimAt(left);
            if (why.isPresent()) {
                return why;
            }
        }
        vetoed.add(neuron);
        return Optional.empty();
    }

    /** Takes a veto back; the neuron may be aimed at again. */
    Optional<String> unveto(int neuron) {
        return vetoed.remove(neuron) ? Optional.empty() : Optional.of("cell " + neuron + " is not vetoed");
    }

    /** Says once more what is aimed at, in a log that begins here. */
    void logAgain() {
        if (chosen != null) {
            log.accept(chosen);
        }
    }

    private void aim(int[] neurons, List<Reliability> reliability) {
        float[] single = new float[neurons.length];
        for (int i = 0; i < neurons.length; i++) {
            single[i] = (float) reliability.get(neurons[i]).singleTrial();
        }
        knowledge.aimAt(neurons);
        chosen = new TargetsChosen(neurons, single);
        log.accept(chosen);
    }

    private String unknown(int neuron) {
        return "there is no cell " + neuron + "; there are " + knowledge.neurons() + ", from 0";
    }
}
