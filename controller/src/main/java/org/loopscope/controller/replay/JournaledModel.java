package org.loopscope.controller.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.learning.Learner;
import org.loopscope.inference.learning.ModelLink;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.learning.ModelUpdate;

/**
 * The model of a replay: does the requests in order, when an update is taken, with the optimiser steps that each was
 * given in the session. So an update is the same as it was, whenever the session's model thread got round to it.
 */
final class JournaledModel implements ModelLink {
    private final Learner learner;
    private final GrantedSteps steps;
    private final Deque<ModelRequest> requests;
    private long request;

    JournaledModel(Learner learner, GrantedSteps steps) {
        this(learner, steps, 0, List.of());
    }

    /**
     * @param done how many requests the learner has done before
     * @param waiting requests that wait for it
     */
    JournaledModel(Learner learner, GrantedSteps steps, long done, List<ModelRequest> waiting) {
        this.learner = learner;
        this.steps = steps;
        this.request = done;
        this.requests = new ArrayDeque<>(waiting);
    }

    /** How many requests have been done. */
    long done() {
        return request;
    }

    /** Those that wait, in order. */
    List<ModelRequest> waiting() {
        return List.copyOf(requests);
    }

    @Override
    public void request(ModelRequest next) {
        requests.add(next);
    }

    /** The journal says how many updates are taken; here there are as many as the requests give. */
    @Override
    public int available() {
        return requests.size();
    }

    @Override
    public ModelUpdate take() {
        @Nullable ModelUpdate update = null;
        while (update == null) {
            if (requests.isEmpty()) {
                throw new ReplayDiffers("the session took a model update that the replayed experiment did not ask for");
            }
            update = learner.handle(requests.remove(), steps.of(request++));
        }
        return update;
    }
}
