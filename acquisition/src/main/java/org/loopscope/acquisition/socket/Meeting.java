package org.loopscope.acquisition.socket;

import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Where a sender and we come together. Never blocks; one thread. */
sealed interface Meeting extends AutoCloseable permits Listening, Calling {
    /** Asks for so much of the kernel's memory for bytes that came and were not read; it may give less. */
    int KERNEL_BUFFER_BYTES = 4 << 20;

    /** A connection, not blocking, as soon as there is one; null until then. */
    @Nullable SocketChannel arrival(long nowNs);

    /** What is waited for, for people. */
    String awaited();

    /** No further sender is let in until {@link #arrival} is asked again; a connection that was handed out stays. */
    @Override
    void close();
}
