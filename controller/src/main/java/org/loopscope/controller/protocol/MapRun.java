package org.loopscope.controller.protocol;

import java.util.function.Consumer;
import org.loopscope.controller.config.BlockConfig;
import org.loopscope.controller.config.LearningConfig;
import org.loopscope.inference.Response;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.learning.ModelUpdate;
import org.loopscope.inference.policy.PresentationSchedule;
import org.loopscope.stimulus.Stimulus;

/** A mapping block: pictures that a policy chooses, with the held-out pictures repeated among them. */
final class MapRun implements BlockRun {
    private final BlockConfig.Map block;
    private final LearningConfig learning;
    private final PresentationSchedule schedule;
    private final BankChoice choice;
    private int position;
    private int measured;

    MapRun(BlockConfig.Map block, LearningConfig learning, BankChoice choice, int heldOutPictures) {
        this.block = block;
        this.learning = learning;
        this.choice = choice;
        int heldOut = heldOutPictures * block.heldOutRepeats();
        schedule = new PresentationSchedule(
                block.presentations() - heldOut, heldOutPictures, block.heldOutRepeats(), block.seed());
    }

    @Override
    public void begin(Knowledge knowledge, Consumer<ModelRequest> model) {
        choice.begin(knowledge, model);
    }

    @Override
    public Next next(Knowledge knowledge) {
        ModelUpdate.Quality quality = knowledge.quality();
        boolean goodEnough = quality != null && quality.meanCorrelation() >= block.stopAtCorrelation();
        if (position == schedule.size() || goodEnough) {
            return new Next.Done();
        }
        return switch (schedule.slot(position++)) {
            case PresentationSchedule.Slot.Choice slot -> choice.next(knowledge);
            case PresentationSchedule.Slot.HeldOut slot ->
                new Next.Show(new Stimulus.HeldOutImage(slot.index()), "held-out", false);
        };
    }

    @Override
    public void measured(Response response, Knowledge knowledge, Consumer<ModelRequest> model) {
        knowledge.learn(response, learning.stepsPerPresentation(), learning.learningRate(), model);
        if (++measured % learning.evaluateEvery() == 0) {
            model.accept(new ModelRequest.Evaluate());
        }
        choice.measured(knowledge, model);
    }

    @Override
    public void end(Knowledge knowledge, Consumer<ModelRequest> model) {
        Polish.request(learning, model);
        model.accept(new ModelRequest.Evaluate());
        model.accept(new ModelRequest.TakeSnapshot());
    }
}
