package org.loopscope.controller.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.learning.ModelUpdate;
import org.loopscope.inference.policy.BankObjective;
import org.loopscope.inference.policy.BestOfBank;
import org.loopscope.inference.policy.RandomChoice;
import org.loopscope.stimulus.Stimulus;

/** How a block picks from the bank. */
sealed interface BankChoice permits BankChoice.AtRandom, BankChoice.ByModel, RankedChoice {
    void begin(Knowledge knowledge, Consumer<ModelRequest> model);

    Next next(Knowledge knowledge);

    void measured(Knowledge knowledge, Consumer<ModelRequest> model);

    /** Each picture once in random order, then again; as it is in the bank, or its gaudy version. */
    final class AtRandom implements BankChoice {
        private final RandomChoice random;
        private final boolean gaudy;

        AtRandom(int bankSize, boolean gaudy, long seed) {
            random = new RandomChoice(bankSize, seed);
            this.gaudy = gaudy;
        }

        @Override
        public void begin(Knowledge knowledge, Consumer<ModelRequest> model) {}

        @Override
        public Next next(Knowledge knowledge) {
            int picture = random.next();
            return gaudy
                    ? new Next.Show(new Stimulus.GaudyImage(picture), "gaudy", false)
                    : new Next.Show(new Stimulus.BankImage(picture), "random", false);
        }

        @Override
        public void measured(Knowledge knowledge, Consumer<ModelRequest> model) {}
    }

    /**
     * The picture that the model expects to excite the targets most, each target in turn; before there are targets, the
     * population of all neurons. At random until the first scores have come.
     */
    final class ByModel implements BankChoice {
        private final int bankSize;
        private final int neurons;
        private final int rescoreEvery;
        private final RandomChoice untilScored;
        private final List<Integer> shownUnscored = new ArrayList<>();
        private @Nullable BestOfBank best;
        private int measured;

        ByModel(int bankSize, int neurons, int rescoreEvery, long seed) {
            this.bankSize = bankSize;
            this.neurons = neurons;
            this.rescoreEvery = rescoreEvery;
            untilScored = new RandomChoice(bankSize, seed);
        }

        @Override
        public void begin(Knowledge knowledge, Consumer<ModelRequest> model) {
            model.accept(new ModelRequest.ScoreBank());
        }

        @Override
        public Next next(Knowledge knowledge) {
            ModelUpdate.BankScores scores = knowledge.bankScores();
            if (scores == null || scores.presentations() == 0) {
                int picture = untilScored.next();
                shownUnscored.add(picture);
                return new Next.Show(new Stimulus.BankImage(picture), "random", false);
            }
            if (best == null) {
                best = new BestOfBank(objective(knowledge), bankSize, neurons);
                shownUnscored.forEach(best::countAsChosen);
            }
            return new Next.Show(new Stimulus.BankImage(best.next(scores.rates())), "best-of-bank", true);
        }

        private BankObjective objective(Knowledge knowledge) {
            return knowledge.targets().length > 0
                    ? new BankObjective.EachInTurn(knowledge.targets())
                    : new BankObjective.Population(IntStream.range(0, neurons).toArray());
        }

        @Override
        public void measured(Knowledge knowledge, Consumer<ModelRequest> model) {
            if (++measured % rescoreEvery == 0) {
                model.accept(new ModelRequest.ScoreBank());
            }
        }
    }
}
