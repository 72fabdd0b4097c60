package org.loopscope.controller.protocol;

import java.util.function.Consumer;
import org.loopscope.controller.config.BlockConfig;
import org.loopscope.controller.config.LearningConfig;
import org.loopscope.inference.Response;
import org.loopscope.inference.learning.ModelRequest;

/** Pictures that the model so far chooses, learnt from as they come. */
final class AdaptRun implements BlockRun {
    private final BlockConfig.Adapt block;
    private final LearningConfig learning;
    private final BankChoice choice;
    private int shown;

    AdaptRun(BlockConfig.Adapt block, LearningConfig learning, BankChoice choice) {
        this.block = block;
        this.learning = learning;
        this.choice = choice;
    }

    @Override
    public void begin(Knowledge knowledge, Consumer<ModelRequest> model) {
        choice.begin(knowledge, model);
    }

    @Override
    public Next next(Knowledge knowledge) {
        return shown++ < block.presentations() ? choice.next(knowledge) : new Next.Done();
    }

    @Override
    public void measured(Response response, Knowledge knowledge, Consumer<ModelRequest> model) {
        knowledge.learn(response, learning.stepsPerPresentation(), Polish.rateAfter(learning), model);
        choice.measured(knowledge, model);
    }

    @Override
    public void end(Knowledge knowledge, Consumer<ModelRequest> model) {
        model.accept(new ModelRequest.Evaluate());
    }
}
