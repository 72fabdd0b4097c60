package org.loopscope.controller.replay;

import java.util.HashMap;
import java.util.Map;
import org.loopscope.controller.log.SessionEvent.TrainingStepsTaken;

/** How many optimiser steps each model request was given in the session. */
final class GrantedSteps {
    private final Map<Long, Integer> byRequest = new HashMap<>();
    private long last = -1;

    void add(TrainingStepsTaken taken) {
        byRequest.put(taken.request(), taken.steps());
        last = Math.max(last, taken.request());
    }

    /** Whether the session's request of this number was one to learn or to train, which was done. */
    boolean has(long request) {
        return byRequest.containsKey(request);
    }

    /** Number of the last such request, -1 for none. */
    long last() {
        return last;
    }

    int of(long request) {
        return byRequest.getOrDefault(request, 0);
    }
}
