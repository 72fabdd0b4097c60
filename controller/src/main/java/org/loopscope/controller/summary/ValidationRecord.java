package org.loopscope.controller.summary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.log.SessionEvent.BlockChanged;
import org.loopscope.controller.log.SessionEvent.TargetsChosen;
import org.loopscope.inference.Response;
import org.loopscope.inference.learning.ModelUpdate;
import org.loopscope.inference.policy.BankObjective;
import org.loopscope.inference.policy.BestOfBank;
import org.loopscope.inference.policy.ValidationSchedule.Kind;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusDecision;
import org.loopscope.stimulus.StimulusImage;

/** The validation block: which images each target was shown, and how it answered. */
public final class ValidationRecord {
    private final StimulusBank bank;
    private final ValidationTally tally = new ValidationTally();
    private final ShownControls controls;
    private final Map<Integer, StimulusImage> synthesized = new HashMap<>();

    public ValidationRecord(StimulusBank bank) {
        this.bank = bank;
        controls = new ShownControls(bank);
    }

    void decided(StimulusDecision decision, @Nullable BlockChanged block) {
        if (!isValidation(block)) {
            return;
        }
        if (decision.stimulus() instanceof Stimulus.Synthesized image
                && decision.policy().equals(Kind.SYNTHESIZED.policy())) {
            synthesized.put(image.targetNeuron(), image.image());
        }
        controls.decided(decision);
    }

    void add(Response response, @Nullable BlockChanged block) {
        if (isValidation(block)) {
            tally.add(response, this::imageOf);
        }
    }

    private static boolean isValidation(@Nullable BlockChanged block) {
        return block != null && block.begun() && block.kind().equals("validate");
    }

    private StimulusImage imageOf(Stimulus stimulus) {
        @Nullable StimulusImage picture = bank.pictureOf(stimulus);
        return picture == null
                ? new StimulusImage(
                        "blank",
                        bank.pictureSize(),
                        new float[bank.pictureSize().pixels()])
                : picture;
    }

    /**
     * The outcome for each target that was validated.
     *
     * @param images the model's last images, with its predictions
     * @param scores the model's last predictions for the bank
     * @param truth what is known of the neurons, if anything
     */
    public List<TargetOutcome> outcomes(
            TargetsChosen targets,
            ModelUpdate.Images images,
            ModelUpdate.BankScores scores,
            @Nullable RoiSet rois,
            Truth truth) {
        int neurons = scores.rates().length / bank.choosable().size();
        BestOfBank best = new BestOfBank(
                new BankObjective.EachInTurn(targets.neurons()),
                bank.choosable().size(),
                neurons);
        List<TargetOutcome> outcomes = new ArrayList<>();
        for (int t = 0; t < targets.neurons().length; t++) {
            int neuron = targets.neurons()[t];
            StimulusImage image = synthesized.get(neuron);
            if (image == null) {
                continue;
            }
            int bankIndex = best.best(scores.rates(), neuron);
            StimulusImage bankImage = bank.choosable().get(bankIndex);
            @Nullable Roi cell = rois == null ? null : rois.rois().get(neuron);
            outcomes.add(new TargetOutcome(
                    neuron,
                    targets.reliability()[t],
                    tally.of(image, neuron, images.candidates().get(t).predictedRate()),
                    tally.of(bankImage, neuron, scores.rates()[bankIndex * neurons + neuron]),
                    controls.outcomes(
                            neuron, tally, picture -> cell == null ? Double.NaN : truth.driveOf(cell, picture)),
                    rois == null || cell == null ? null : truth.of(rois, cell, image, bankImage)));
        }
        return outcomes;
    }
}
