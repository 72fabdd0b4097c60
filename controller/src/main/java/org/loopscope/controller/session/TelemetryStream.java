package org.loopscope.controller.session;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.log.SessionEvent;

/** Events on their way to the stream. When it is full the oldest go, and are counted. Offered by any thread. */
public final class TelemetryStream implements Consumer<SessionEvent> {
    private static final int CAPACITY = 4096;

    private final BlockingQueue<SessionEvent> events = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong dropped = new AtomicLong();

    @Override
    public void accept(SessionEvent event) {
        while (!events.offer(event)) {
            if (events.poll() != null) {
                dropped.incrementAndGet();
            }
        }
    }

    /** Telemetry thread. */
    @Nullable SessionEvent poll() {
        return events.poll();
    }

    public long dropped() {
        return dropped.get();
    }
}
