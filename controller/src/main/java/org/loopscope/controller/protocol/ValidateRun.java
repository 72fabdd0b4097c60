package org.loopscope.controller.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.config.BlockConfig;
import org.loopscope.controller.config.LearningConfig;
import org.loopscope.inference.Response;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.policy.ValidationSchedule;
import org.loopscope.inference.policy.ValidationSchedule.Kind;
import org.loopscope.inference.policy.ValidationSchedule.Repeated;
import org.loopscope.stimulus.StimulusImage;

/**
 * The verdict: every target's last synthesized image beside the bank's best picture for it by the last scores, what was
 * evolved for it, and controls, repeated in random order. Nothing is learnt from it.
 */
final class ValidateRun implements BlockRun {
    /** Ascent steps of the controls per request. */
    private static final int SLICE_STEPS = 20;

    private final BlockConfig.Validate block;
    private final LearningConfig learning;
    private final List<StimulusImage> bank;
    private final int neurons;
    private final List<Next.Show> planned = new ArrayList<>();
    private boolean laidOut;
    private int position;
    private int scoresBefore;

    /** @param bank the pictures that may be chosen */
    ValidateRun(BlockConfig.Validate block, LearningConfig learning, List<StimulusImage> bank, int neurons) {
        this.block = block;
        this.learning = learning;
        this.bank = bank;
        this.neurons = neurons;
    }

    /** The scores are asked for last: when they have come, so has everything else. */
    @Override
    public void begin(Knowledge knowledge, Consumer<ModelRequest> model) {
        scoresBefore = knowledge.bankScoresTaken();
        if (block.controls().contains(Kind.LEAST_EXCITING)) {
            model.accept(new ModelRequest.StartControls(knowledge.targets(), block.seed()));
            for (int steps = learning.ascentSteps(); steps > 0; steps -= SLICE_STEPS) {
                model.accept(new ModelRequest.Ascend(Math.min(SLICE_STEPS, steps)));
            }
        }
        model.accept(new ModelRequest.ScoreBank());
    }

    @Override
    public Next next(Knowledge knowledge) {
        if (!laidOut) {
            @Nullable ValidationPictures pictures = knowledge.bankScoresTaken() == scoresBefore
                    ? null
                    : ValidationPictures.of(knowledge, bank, neurons, block.seed());
            if (pictures == null) {
                boolean answered = knowledge.bankScoresTaken() > scoresBefore;
                // No picture was made, as after a mapping in which hardly any was seen: there is nothing to judge.
                return answered && knowledge.images() == null ? new Next.Done() : new Next.Wait();
            }
            layOut(pictures);
        }
        return position < planned.size() ? planned.get(position++) : new Next.Done();
    }

    private void layOut(ValidationPictures pictures) {
        List<Repeated> kinds = new ArrayList<>();
        kinds.add(new Repeated(Kind.SYNTHESIZED, pictures.targets(), block.repeats()));
        kinds.add(new Repeated(Kind.BEST_OF_BANK, pictures.targets(), block.repeats()));
        if (pictures.evolved() > 0) {
            kinds.add(new Repeated(Kind.EVOLVED, pictures.evolved(), block.repeats()));
        }
        for (Kind control : block.controls()) {
            kinds.add(new Repeated(control, pictures.targets(), block.controlRepeats()));
        }
        for (ValidationSchedule.Slot slot : new ValidationSchedule(kinds, block.seed()).slots()) {
            planned.add(pictures.of(slot));
        }
        laidOut = true;
    }

    @Override
    public void measured(Response response, Knowledge knowledge, Consumer<ModelRequest> model) {}

    @Override
    public boolean canAimAnew() {
        return false;
    }

    @Override
    public void end(Knowledge knowledge, Consumer<ModelRequest> model) {}
}
