package org.loopscope.controller.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import org.loopscope.inference.learning.Learner;
import org.loopscope.inference.learning.ModelLink;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.learning.ModelUpdate;

/**
 * The model of a what-if: does every request at once. As long as it is asked the same kinds of things in the same order
 * as the recorded session's model, its answers are taken as late as that one's were, and a presentation that was learnt
 * from without training, because that model was behind, is so here. After that, or where the session ran at full speed,
 * answers are taken with the next frame.
 */
final class WhatIfModel implements ModelLink {
    private final Learner learner;
    private final GrantedSteps recorded;
    private final Deque<ModelRequest> requests = new ArrayDeque<>();
    private final Deque<ModelUpdate> updates = new ArrayDeque<>();
    private long request;
    private boolean inStep;

    /** @param fullSpeed whether the recorded session ran at full speed */
    WhatIfModel(Learner learner, GrantedSteps recorded, boolean fullSpeed) {
        this.learner = learner;
        this.recorded = recorded;
        inStep = !fullSpeed;
    }

    @Override
    public void request(ModelRequest next) {
        requests.add(next);
    }

    @Override
    public int available() {
        return updates.size();
    }

    @Override
    public ModelUpdate take() {
        return updates.remove();
    }

    /**
     * Does what has been asked for, and says how many answers the experiment's next cycle takes.
     *
     * @param recordedTaken how many the recorded one took
     */
    int grant(int recordedTaken) {
        while (!requests.isEmpty()) {
            answer(requests.remove());
        }
        inStep = inStep && updates.size() >= recordedTaken;
        return inStep ? recordedTaken : updates.size();
    }

    private void answer(ModelRequest next) {
        int nominal = next.trainingSteps();
        boolean learns = next instanceof ModelRequest.Learn || nominal > 0;
        // Beyond the last that was done nothing is known: the session ended before its model came to it.
        inStep = inStep && (request > recorded.last() || learns == recorded.has(request));
        boolean leftOut = inStep && request <= recorded.last() && recorded.of(request) == 0;
        ModelUpdate update = learner.handle(next, leftOut ? 0 : nominal);
        request++;
        if (update != null) {
            updates.add(update);
        }
    }
}
