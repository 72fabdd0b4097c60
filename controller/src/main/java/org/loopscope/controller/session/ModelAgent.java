package org.loopscope.controller.session;

import java.util.function.Consumer;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.inference.learning.Learner;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.learning.ModelUpdate;

/**
 * Trains, predicts and synthesizes, one request at a time. When too many presentations wait to be learnt from, new ones
 * are taken into the training set without the steps they would grant, so that the model stays young; how many steps a
 * request was given is journaled, and a replay gives the same.
 */
public final class ModelAgent implements Agent {
    private final QueuedModel queue;
    private final Learner learner;
    private final int mostWaiting;
    private final Consumer<SessionEvent> log;
    private long request;
    private volatile boolean finished;

    /** @param mostWaiting presentations that may wait before steps are left out; at full speed none ever waits */
    public ModelAgent(QueuedModel queue, Learner learner, int mostWaiting, Consumer<SessionEvent> log) {
        this.queue = queue;
        this.learner = learner;
        this.mostWaiting = mostWaiting;
        this.log = log;
    }

    @Override
    public String role() {
        return "model";
    }

    @Override
    public boolean doWork() {
        ModelRequest next = queue.poll();
        if (next == null) {
            return false;
        }
        int steps = stepsFor(next);
        if (steps > 0 || next instanceof ModelRequest.Learn) {
            log.accept(new SessionEvent.TrainingStepsTaken(request, steps));
        }
        request++;
        ModelUpdate update = learner.handle(next, steps);
        if (update != null) {
            queue.publish(update);
        }
        return true;
    }

    private int stepsFor(ModelRequest next) {
        return switch (next) {
            case ModelRequest.Learn learn -> queue.waitingToLearn() > mostWaiting ? 0 : learn.trainingSteps();
            case ModelRequest.Train train -> train.trainingSteps();
            case ModelRequest.Open open -> 0;
            case ModelRequest.Evaluate evaluate -> 0;
            case ModelRequest.ScoreBank score -> 0;
            case ModelRequest.StartRanking start -> 0;
            case ModelRequest.ContinueRanking slice -> 0;
            case ModelRequest.StartSynthesis start -> 0;
            case ModelRequest.StartControls start -> 0;
            case ModelRequest.Ascend ascend -> 0;
            case ModelRequest.StartEvolution start -> 0;
            case ModelRequest.Breed breed -> 0;
            case ModelRequest.StartSurvey survey -> 0;
            case ModelRequest.ContinueSurvey survey -> 0;
            case ModelRequest.TakeSnapshot snapshot -> 0;
        };
    }

    /** The experiment has ended: what still waits is left undone. */
    public void close() {
        finished = true;
    }

    @Override
    public boolean finished() {
        return finished;
    }
}
