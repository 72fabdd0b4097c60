package org.loopscope.controller.whatif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopscope.inference.policy.ValidationSchedule;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusDecision;

/** Keeps the last picture that each side made by ascent for each cell, policy by policy. */
final class ImageTally {
    private record Made(String policy, int cell) {}

    private final Map<Made, float[]> recorded = new LinkedHashMap<>();
    private final Map<Made, float[]> tried = new LinkedHashMap<>();

    void record(StimulusDecision decision) {
        keep(decision, recorded);
    }

    void tried(StimulusDecision decision) {
        keep(decision, tried);
    }

    private static void keep(StimulusDecision decision, Map<Made, float[]> into) {
        if (decision.stimulus() instanceof Stimulus.Synthesized made
                && made.ascentSteps() > 0
                && !isControl(decision.policy())) {
            into.put(
                    new Made(decision.policy(), made.targetNeuron()),
                    made.image().pixels());
        }
    }

    /** Controls are made from the synthesized pictures, or against them: they tell nothing more. */
    private static boolean isControl(String policy) {
        return Arrays.stream(ValidationSchedule.Kind.values())
                .anyMatch(kind -> kind != ValidationSchedule.Kind.SYNTHESIZED
                        && kind.policy().equals(policy));
    }

    List<ImageAgreement> agreement(CellPairs cells) {
        List<ImageAgreement> agreement = new ArrayList<>();
        recorded.forEach((made, pixels) -> {
            float[] own = tried.get(new Made(made.policy(), cells.triedOf(made.cell())));
            if (own != null && own.length == pixels.length) {
                RunningCorrelation over = new RunningCorrelation();
                for (int p = 0; p < pixels.length; p++) {
                    over.add(pixels[p], own[p]);
                }
                agreement.add(new ImageAgreement(made.policy(), made.cell(), over.value(), over.largestDifference()));
            }
        });
        return List.copyOf(agreement);
    }
}
