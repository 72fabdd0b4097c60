package org.loopscope.stimulus;

import java.util.function.Consumer;
import org.loopscope.firmware.TtlEdge;

/**
 * Puts decisions on a screen and says when they were seen there. Experiment thread only, but for {@link #blank}.
 *
 * <p>Each change of stimulus toggles the timing patch; the photodiode's edge comes back through
 * {@link #photodiodeEdge} and gives the measured onset. The next change gives the offset.
 */
public interface StimulusPresenter extends AutoCloseable {
    /** Queues a decision for its requested onset. Decisions come in order of onset. */
    void submit(StimulusDecision decision);

    /** Tells of an edge on {@link org.loopscope.firmware.Line#PHOTODIODE}. */
    void photodiodeEdge(TtlEdge edge);

    /** Advances the screen to {@code nowNs} and hands over every presentation that has ended since, oldest first. */
    void poll(long nowNs, Consumer<Presentation> ended);

    /** Shows mid-grey at once and drops what is queued. Any thread. */
    void blank();

    @Override
    void close();
}
