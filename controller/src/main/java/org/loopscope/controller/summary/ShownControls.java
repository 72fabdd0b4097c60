package org.loopscope.controller.summary;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.loopscope.inference.policy.ValidationSchedule.Kind;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusDecision;
import org.loopscope.stimulus.StimulusImage;

/**
 * Which pictures of a validation block were of which kind, by the policy that decided them. A natural picture belongs to
 * all targets: each answers to all of them. Log thread, then whoever writes the summary.
 */
final class ShownControls {
    /** Synthesized and best pictures have a place of their own in the outcome. */
    private static final List<Kind> KINDS =
            List.of(Kind.EVOLVED, Kind.CONTRAST_REVERSED, Kind.PHASE_SHIFTED, Kind.LEAST_EXCITING, Kind.NATURAL);

    private final Map<Kind, Map<Integer, StimulusImage>> byTarget = new EnumMap<>(Kind.class);
    /** By name, in the order in which they were first shown. */
    private final Map<String, StimulusImage> natural = new LinkedHashMap<>();

    private final StimulusBank bank;

    ShownControls(StimulusBank bank) {
        this.bank = bank;
    }

    void decided(StimulusDecision decision) {
        for (Kind kind : KINDS) {
            if (!decision.policy().equals(kind.policy())) {
                continue;
            }
            switch (decision.stimulus()) {
                case Stimulus.Synthesized made -> {
                    if (kind == Kind.NATURAL) {
                        natural.put(made.image().id(), made.image());
                    } else {
                        byTarget.computeIfAbsent(kind, one -> new LinkedHashMap<>())
                                .put(made.targetNeuron(), made.image());
                    }
                }
                case Stimulus.BankImage image -> {
                    StimulusImage picture = bank.choosable().get(image.index());
                    natural.put(picture.id(), picture);
                }
                case Stimulus.GaudyImage image -> {}
                case Stimulus.HeldOutImage image -> {}
                case Stimulus.Blank blank -> {}
            }
        }
    }

    /** @param trueDrive of the neuron by any picture, not a number where that is not known */
    List<ControlOutcome> outcomes(int neuron, ValidationTally tally, ToDoubleFunction<StimulusImage> trueDrive) {
        List<ControlOutcome> outcomes = new ArrayList<>();
        for (Kind kind : KINDS) {
            StimulusImage image = byTarget.getOrDefault(kind, Map.of()).get(neuron);
            if (image != null) {
                ValidatedImage measured = tally.of(image, neuron, Float.NaN);
                outcomes.add(new ControlOutcome(
                        kind, measured.measured(), measured.repeats(), trueDrive.applyAsDouble(image)));
            }
        }
        if (!natural.isEmpty()) {
            double sum = 0;
            double drive = 0;
            int repeats = 0;
            for (StimulusImage image : natural.values()) {
                ValidatedImage measured = tally.of(image, neuron, Float.NaN);
                sum += measured.repeats() == 0 ? 0 : (double) measured.measured() * measured.repeats();
                repeats += measured.repeats();
                drive += trueDrive.applyAsDouble(image) / natural.size();
            }
            outcomes.add(new ControlOutcome(
                    Kind.NATURAL, repeats == 0 ? Float.NaN : (float) (sum / repeats), repeats, drive));
        }
        return List.copyOf(outcomes);
    }
}
