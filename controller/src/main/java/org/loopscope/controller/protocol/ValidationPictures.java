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
import org.loopscope.stimulus.ContrastEnergy;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusImage;

/**
 * What a validation block shows: for every target a picture of each kind. The controls have the contrast energy of the
 * target's synthesized image; the bank's best is shown as it is in the bank. Immutable.
 */
final class ValidationPictures {
    /** Contrast energies this near, relatively, are the same but for rounding. */
    private static final double SAME_CONTRAST = 1e-3;

    private final List<Stimulus.Synthesized> synthesized;
    private final List<Stimulus.Synthesized> phaseShifted;
    private final List<Stimulus.Synthesized> leastExciting;
    private final List<Stimulus.Synthesized> evolved;
    private final int[] bestOfBank;
    private final List<Stimulus> natural;

    private ValidationPictures(
            ModelUpdate.Images images,
            ModelUpdate.@Nullable Images controls,
            ModelUpdate.@Nullable Generation generation,
            int[] bestOfBank,
            int[] drawn,
            List<StimulusImage> bank) {
        synthesized = stimuli(images);
        phaseShifted = synthesized.stream()
                .map(made -> control(
                        made, QuadraturePicture.of(made.image(), made.image().id() + "-phase-shifted")))
                .toList();
        leastExciting = controls == null ? List.of() : stimuli(controls);
        evolved = generation == null ? List.of() : generation.settled();
        this.bestOfBank = bestOfBank;
        natural = new ArrayList<>();
        for (int t = 0; t < drawn.length; t++) {
            natural.add(atContrastOf(synthesized.get(t), drawn[t], bank.get(drawn[t])));
        }
    }

    /** From what is known now; null while the scores or the images are missing. */
    static @Nullable ValidationPictures of(Knowledge knowledge, List<StimulusImage> choosable, int neurons, long seed) {
        ModelUpdate.BankScores scores = knowledge.bankScores();
        ModelUpdate.Images images = knowledge.images();
        if (scores == null || images == null) {
            return null;
        }
        int[] targets = knowledge.targets();
        BestOfBank bank = new BestOfBank(new BankObjective.EachInTurn(targets), choosable.size(), neurons);
        int[] best = new int[targets.length];
        for (int t = 0; t < targets.length; t++) {
            best[t] = bank.best(scores.rates(), targets[t]);
        }
        return new ValidationPictures(
                images,
                knowledge.controls(),
                knowledge.generation(),
                best,
                drawn(best, choosable.size(), seed),
                choosable);
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
            case NATURAL -> natural.get(target);
        };
        return new Next.Show(
                stimulus, slot.kind().policy(), slot.kind() != Kind.EVOLVED && slot.kind() != Kind.NATURAL);
    }

    /** Pictures drawn from the bank, none of them any target's best while there are others. */
    private static int[] drawn(int[] best, int bankSize, long seed) {
        Set<Integer> taken = new HashSet<>();
        for (int picture : best) {
            taken.add(picture);
        }
        RandomChoice random = new RandomChoice(bankSize, seed);
        int[] pictures = new int[best.length];
        for (int t = 0; t < pictures.length; t++) {
            int drawn = random.next();
            while (taken.size() < bankSize && !taken.add(drawn)) {
                drawn = random.next();
            }
            pictures[t] = drawn;
        }
        return pictures;
    }

    /**
     * A picture of the bank where it has the made one's contrast energy, as those of a generated bank do, or else a copy
     * that has; as it is where no scale gives it that much, as a few dots on grey.
     */
    private static Stimulus atContrastOf(Stimulus.Synthesized made, int index, StimulusImage picture) {
        double contrastRms = made.image().contrastRms();
        boolean same = Math.abs(picture.contrastRms() - contrastRms) <= SAME_CONTRAST * contrastRms;
        if (same || !ContrastEnergy.reaches(picture.pixels(), contrastRms)) {
            return new Stimulus.BankImage(index);
        }
        float[] pixels = picture.pixels().clone();
        ContrastEnergy.normalize(pixels, contrastRms);
        String id = picture.id() + "-at-contrast-of-" + made.image().id();
        return new Stimulus.Synthesized(made.targetNeuron(), 0, new StimulusImage(id, picture.size(), pixels));
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
