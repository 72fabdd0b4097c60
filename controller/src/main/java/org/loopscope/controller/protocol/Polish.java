package org.loopscope.controller.protocol;

import java.util.function.Consumer;
import org.loopscope.controller.config.LearningConfig;
import org.loopscope.inference.learning.ModelRequest;

/** The last training at falling learning rates: a third, a ninth and a twenty-seventh of the mapping's. */
public final class Polish {
    private static final int STAGES = 3;
    /** Steps per request, so that no single request keeps the model away from a waiting decision for long. */
    private static final int SLICE_STEPS = 4;

    private Polish() {}

    public static void request(LearningConfig learning, Consumer<? super ModelRequest.Train> model) {
        float rate = learning.learningRate();
        for (int stage = 0; stage < STAGES; stage++) {
            rate /= 3;
            for (int steps = learning.polishSteps() / STAGES; steps > 0; steps -= SLICE_STEPS) {
                model.accept(new ModelRequest.Train(Math.min(SLICE_STEPS, steps), rate));
            }
        }
    }

    /** The learning rate of what is learnt after the polish. */
    static float rateAfter(LearningConfig learning) {
        return learning.learningRate() / 27;
    }
}
