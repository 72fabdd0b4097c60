package org.loopscope.controller.protocol;

import java.util.Optional;
import java.util.function.Consumer;
import org.loopscope.inference.Response;
import org.loopscope.inference.learning.ModelRequest;

/**
 * A block of trials while it runs. Experiment thread only. Deterministic: what it answers depends on the calls alone,
 * so that a replay gets the same answers.
 */
interface BlockRun {
    /** Asks the model for what the block needs from the start. */
    void begin(Knowledge knowledge, Consumer<ModelRequest> model);

    /** What to show in the next trial. A {@link Next.Show} counts as shown. */
    Next next(Knowledge knowledge);

    /** A response to one of this block's presentations has been measured. */
    void measured(Response response, Knowledge knowledge, Consumer<ModelRequest> model);

    /** False when the block holds to the targets that it has begun with. */
    default boolean canAimAnew() {
        return true;
    }

    /** The session aims at other neurons now. */
    default void aimedAnew(Knowledge knowledge, Consumer<ModelRequest> model) {}

    /** Has so many presentations from now on. Why it cannot; empty when it can. */
    default Optional<String> resize(int presentations) {
        return Optional.of("the number of presentations can be changed in adapt and synthesize blocks");
    }

    /** All responses are in: last requests. */
    void end(Knowledge knowledge, Consumer<ModelRequest> model);
}
