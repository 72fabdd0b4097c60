package org.loopscope.acquisition.live;

import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.FrameSource;

/**
 * A source whose sender must come first: until it has said what its frames are, there is no {@link #format}.
 *
 * <p>Order of calls: {@link #ready} again and again on the starting thread until it is true; then {@link #format};
 * {@link #startAt}; and from then on {@link #poll} on the acquisition thread. Frames sent before the start are
 * discarded and counted, and the first one after it has index 0, whatever the device calls it.
 */
public interface LiveFrameSource extends FrameSource {
    /**
     * Looks whether the sender has come and its format is known; never blocks. A sender that left before the start is
     * waited for again.
     *
     * @param nowNs session clock
     * @throws java.io.UncheckedIOException when what has come is no frame stream, or none that fits; one line
     */
    boolean ready(long nowNs);

    /** What is waited for, for people: "a sender on 127.0.0.1:5560". */
    String awaited();

    /** Who sends, and how; known once it is ready. */
    String description();

    /** Frames that came before the start and were let go. */
    long discarded();

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException before the source is ready
     */
    @Override
    FrameFormat format();
}
