package org.loopscope.controller.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.learning.ModelUpdate;
import org.loopscope.inference.policy.BankObjective;
import org.loopscope.inference.policy.BestOfBank;
import org.loopscope.inference.policy.RandomChoice;
import org.loopscope.inference.policy.ValidationSchedule.Kind;
import org.loopscope.inference.policy.ValidationSchedule.Slot;
import org.loopscope.inference.synthesis.QuadraturePicture;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusImage;

/** What a validation block shows: for every target a picture of each kind, all of one contrast energy. Immutable. */
final class ValidationPictures {
    private final List<Stimulus.Synthesized> synthesized;
    private final List<Stimulus.Synthesized> phaseShifted;
    private final List<Stimulus.Synthesized> leastExciting;
    private final List<Stimulus.Synthesized> evolved;
    private final int[] bestOfBank;
    private final int[] natural;

    private ValidationPictures(
            ModelUpdate.Images images,
            ModelUpdate.@Nullable Images controls,
            ModelUpdate.@Nullable Generation generation,
            int[] bestOfBank,
            int[] natural) {
        synthesized = stimuli(images);
        phaseShifted = synthesized.stream()
                .map(made -> control(
                        made, QuadraturePicture.of(made.image(), made.image().id() + "-phase-shifted")))
                .toList();
        leastExciting = controls == null ? List.of() : stimuli(controls);
        evolved = generation == null ? List.of() : generation.settled();
        this.bestOfBank = bestOfBank;
        this.natural = natural;
    }

    /** From what is known now; null while the scores or the images are missing. */
    static @Nullable ValidationPictures of(Knowledge knowledge, int bankSize, int neurons, long seed) {
        ModelUpdate.BankScores scores = knowledge.bankScores();
        ModelUpdate.Images images = knowledge.images();
        if (scores == null || images == null) {
            return null;
        }
        int[] targets = knowledge.targets();
        BestOfBank bank = new BestOfBank(new BankObjective.EachInTurn(targets), bankSize, neurons);
        int[] best = new int[targets.length];
        for (int t = 0; t < targets.length; t++) {
            best[t] = bank.best(scores.rates(), targets[t]);
        }
        return new ValidationPictures(
                images, knowledge.controls(), knowledge.generation(), best, natural(best, bankSize, seed));
    }

    int targets() {
        return synthesized.size();
    }

    /** How many targets, from the first, have an evolved picture. */
    int evolved() {
        return evolved.size();
    }

    Next.Show of(Slot slot) {
        int target = slot.target();
        Stimulus stimulus = switch (slot.kind()) {
            case SYNTHESIZED -> synthesized.get(target);
            case BEST_OF_BANK -> new Stimulus.BankImage(bestOfBank[target]);
            case EVOLVED -> evolved.get(target);
            case CONTRAST_REVERSED -> reversed(synthesized.get(target));
            case PHASE_SHIFTED -> phaseShifted.get(target);
            case LEAST_EXCITING -> leastExciting.get(target);
            case NATURAL -> new Stimulus.BankImage(natural[target]);
        };
        return new Next.Show(
                stimulus, slot.kind().policy(), slot.kind() != Kind.EVOLVED && slot.kind() != Kind.NATURAL);
    }

    /** Pictures drawn from the bank, none of them any target's best while there are others. */
    private static int[] natural(int[] best, int bankSize, long seed) {
        Set<Integer> taken = new HashSet<>();
        for (int picture : best) {
            taken.add(picture);
        }
        RandomChoice random = new RandomChoice(bankSize, seed);
        int[] natural = new int[best.length];
        for (int t = 0; t < natural.length; t++) {
            int drawn = random.next();
            while (taken.size() < bankSize && !taken.add(drawn)) {
                drawn = random.next();
            }
            natural[t] = drawn;
        }
        return natural;
    }

    private static Stimulus.Synthesized reversed(Stimulus.Synthesized made) {
        StimulusImage image = made.image();
        float[] pixels = new float[image.pixels().length];
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = -image.pixels()[p];
        }
        return control(made, new StimulusImage(image.id() + "-contrast-reversed", image.size(), pixels));
    }

    private static Stimulus.Synthesized control(Stimulus.Synthesized of, StimulusImage image) {
        return new Stimulus.Synthesized(of.targetNeuron(), of.ascentSteps(), image);
    }

    private static List<Stimulus.Synthesized> stimuli(ModelUpdate.Images images) {
        List<Stimulus.Synthesized> stimuli = new ArrayList<>();
        for (ModelUpdate.Candidate candidate : images.candidates()) {
            stimuli.add(candidate.stimulus());
        }
        return List.copyOf(stimuli);
    }
}
