package org.loopscope.controller.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.loopscope.controller.config.BlockConfig;
import org.loopscope.inference.Response;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.learning.ModelUpdate;
import org.loopscope.inference.policy.BankObjective;
import org.loopscope.inference.policy.BestOfBank;
import org.loopscope.inference.policy.ValidationSchedule;
import org.loopscope.stimulus.Stimulus;

/**
 * The verdict: every target's last synthesized image beside the bank's best picture for it by the last scores, repeated
 * in random order. Nothing is learnt from it.
 */
final class ValidateRun implements BlockRun {
    private final BlockConfig.Validate block;
    private final int bankSize;
    private final int neurons;
    private final List<Next.Show> planned = new ArrayList<>();
    private boolean laidOut;
    private int position;
    private int scoresBefore;

    ValidateRun(BlockConfig.Validate block, int bankSize, int neurons) {
        this.block = block;
        this.bankSize = bankSize;
        this.neurons = neurons;
    }

    @Override
    public void begin(Knowledge knowledge, Consumer<ModelRequest> model) {
        scoresBefore = knowledge.bankScoresTaken();
        model.accept(new ModelRequest.ScoreBank());
    }

    @Override
    public Next next(Knowledge knowledge) {
        ModelUpdate.BankScores scores = knowledge.bankScores();
        ModelUpdate.Images images = knowledge.images();
        if (!laidOut) {
            if (scores == null || images == null || knowledge.bankScoresTaken() == scoresBefore) {
                return new Next.Wait();
            }
            layOut(knowledge.targets(), scores, images);
        }
        return position < planned.size() ? planned.get(position++) : new Next.Done();
    }

    private void layOut(int[] targets, ModelUpdate.BankScores scores, ModelUpdate.Images images) {
        BestOfBank bank = new BestOfBank(new BankObjective.EachInTurn(targets), bankSize, neurons);
        ValidationSchedule schedule = new ValidationSchedule(targets.length, block.repeats(), false, block.seed());
        for (ValidationSchedule.Slot slot : schedule.slots()) {
            Stimulus.Synthesized synthesized =
                    images.candidates().get(slot.target()).stimulus();
            Next.Show show = switch (slot.kind()) {
                case SYNTHESIZED -> new Next.Show(synthesized, "most-exciting", true);
                case BEST_OF_BANK ->
                    new Next.Show(
                            new Stimulus.BankImage(bank.best(scores.rates(), targets[slot.target()])),
                            "best-of-bank",
                            true);
                case CONTRAST_REVERSED ->
                    throw new IllegalStateException("the schedule was asked for no contrast-reversed controls");
            };
            planned.add(show);
        }
        laidOut = true;
    }

    @Override
    public void measured(Response response, Knowledge knowledge, Consumer<ModelRequest> model) {}

    @Override
    public void end(Knowledge knowledge, Consumer<ModelRequest> model) {}
}
