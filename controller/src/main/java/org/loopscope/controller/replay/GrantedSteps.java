package org.loopscope.controller.replay;

import java.util.HashMap;
import java.util.Map;
import org.loopscope.controller.log.SessionEvent.TrainingStepsTaken;

/** How many optimiser steps each model request was given in the session. */
final class GrantedSteps {
    private final Map<Long, Integer> byRequest = new HashMap<>();

    void add(TrainingStepsTaken taken) {
        byRequest.put(taken.request(), taken.steps());
    }

    int of(long request) {
        return byRequest.getOrDefault(request, 0);
    }
}
