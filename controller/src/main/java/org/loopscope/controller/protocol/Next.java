package org.loopscope.controller.protocol;

import org.loopscope.stimulus.Stimulus;

/** What a block wants on the screen next. */
public sealed interface Next {
    /**
     * Show this.
     *
     * @param policy who chose it
     * @param modelBased true when the choice rests on the model
     */
    record Show(Stimulus stimulus, String policy, boolean modelBased) implements Next {}

    /** Mid-grey for now: the block waits for the model. */
    record Wait() implements Next {}

    /** Nothing left to show; the block ends when the last response is in. */
    record Done() implements Next {}
}
