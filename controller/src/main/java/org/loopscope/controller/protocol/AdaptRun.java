package org.loopscope.controller.protocol;

import java.util.Optional;
import java.util.function.Consumer;
import org.loopscope.controller.config.BlockConfig;
import org.loopscope.controller.config.LearningConfig;
import org.loopscope.inference.Response;
import org.loopscope.inference.learning.ModelRequest;

/** Pictures that the model so far chooses, learnt from as they come. */
final class AdaptRun implements BlockRun {
    private final LearningConfig learning;
    private final BankChoice choice;
    private final PresentationCount count;

    AdaptRun(BlockConfig.Adapt block, LearningConfig learning, BankChoice choice) {
        this.learning = learning;
        this.choice = choice;
        count = new PresentationCount(block.presentations());
    }

    @Override
    public void begin(Knowledge knowledge, Consumer<ModelRequest> model) {
        choice.begin(knowledge, model);
    }

    @Override
    public Next next(Knowledge knowledge) {
        if (count.isOver()) {
            return new Next.Done();
        }
        count.next();
        return choice.next(knowledge);
    }

    @Override
    public void measured(Response response, Knowledge knowledge, Consumer<ModelRequest> model) {
        knowledge.learn(response, learning.stepsPerPresentation(), Polish.rateAfter(learning), model);
        choice.measured(knowledge, model);
    }

    @Override
    public Optional<String> resize(int wanted) {
        return count.resize(wanted);
    }

    @Override
    public void end(Knowledge knowledge, Consumer<ModelRequest> model) {
        model.accept(new ModelRequest.Evaluate());
    }
}
