package org.loopscope.controller.protocol;

import java.util.Optional;
import java.util.function.Consumer;
import org.loopscope.controller.config.BlockConfig;
import org.loopscope.controller.config.LearningConfig;
import org.loopscope.inference.Response;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.learning.ModelUpdate;
import org.loopscope.stimulus.Stimulus;

/**
 * Pictures made for the targets, most exciting images unless the block's plan says otherwise, shown in turn as they ripen. Each measured response is learnt from and grants
 * further ascent on the model that has learnt it. Until the images have the least number of steps behind them, the
 * bank's best picture is shown in their place.
 */
final class SynthesizeRun implements BlockRun {
    /** Ascent steps per request: small, so that ripe images are handed over early. */
    private static final int SLICE_STEPS = 20;
    /** Parts the seeds of the last images from those of the rounds before. */
    private static final long LAST_ROUND = 1_000_000;

    private final BlockConfig.Synthesize block;
    private final LearningConfig learning;
    private final BankChoice untilRipe;
    private final PresentationCount count;

    SynthesizeRun(BlockConfig.Synthesize block, LearningConfig learning, BankChoice untilRipe) {
        this.block = block;
        this.learning = learning;
        this.untilRipe = untilRipe;
        count = new PresentationCount(block.presentations());
    }

    @Override
    public void begin(Knowledge knowledge, Consumer<ModelRequest> model) {
        untilRipe.begin(knowledge, model);
        synthesize(knowledge, block.seed(), model);
    }

    @Override
    public Next next(Knowledge knowledge) {
        if (count.isOver()) {
            return new Next.Done();
        }
        int shown = count.next();
        ModelUpdate.Images images = knowledge.images();
        if (images == null || images.ascentSteps() < block.minAscentSteps()) {
            return untilRipe.next(knowledge) instanceof Next.Show show
                    ? new Next.Show(show.stimulus(), show.policy() + "-in-place", show.modelBased())
                    : new Next.Wait();
        }
        Stimulus image =
                images.candidates().get(shown % images.candidates().size()).stimulus();
        return new Next.Show(image, block.plan().goal().policy(), true);
    }

    @Override
    public void measured(Response response, Knowledge knowledge, Consumer<ModelRequest> model) {
        knowledge.learn(response, learning.stepsPerPresentation(), Polish.rateAfter(learning), model);
        model.accept(new ModelRequest.Ascend(learning.ascentStepsPerPresentation()));
    }

    @Override
    public void aimedAnew(Knowledge knowledge, Consumer<ModelRequest> model) {
        synthesize(knowledge, block.seed() + count.shown(), model);
    }

    @Override
    public Optional<String> resize(int wanted) {
        return count.resize(wanted);
    }

    @Override
    public void end(Knowledge knowledge, Consumer<ModelRequest> model) {
        synthesize(knowledge, block.seed() + LAST_ROUND, model);
        model.accept(new ModelRequest.Evaluate());
        model.accept(new ModelRequest.TakeSnapshot());
    }

    private void synthesize(Knowledge knowledge, long seed, Consumer<ModelRequest> model) {
        model.accept(new ModelRequest.StartSynthesis(knowledge.targets(), seed, block.plan()));
        for (int steps = learning.ascentSteps(); steps > 0; steps -= SLICE_STEPS) {
            model.accept(new ModelRequest.Ascend(Math.min(SLICE_STEPS, steps)));
        }
    }
}
