package org.loopscope.controller.session;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.log.SessionEvent;

/**
 * Events on their way to those who watch. Offered by any thread. At full speed, where nothing has to be in time, who offers
 * waits for room; in real time nobody waits, what finds no room is not told, and counted. There is room for minutes: the
 * agent that takes them waits for nobody either.
 */
public final class TelemetryStream implements Consumer<SessionEvent> {
    private static final int CAPACITY = 65_536;
    private static final long LOOK_AGAIN_NS = 100_000;

    private final BlockingQueue<SessionEvent> events = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong dropped = new AtomicLong();
    private final boolean waits;
    private volatile boolean over;

    /** @param waits at full speed */
    public TelemetryStream(boolean waits) {
        this.waits = waits;
    }

    @Override
    public void accept(SessionEvent event) {
        while (!events.offer(event)) {
            if (!waits || over) {
                dropped.incrementAndGet();
                return;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
    }

    /** The next event, null for none. The thread of the one agent that takes them. */
    public @Nullable SessionEvent poll() {
        return events.poll();
    }

    /** Nobody takes events any more, nor waits for room. */
    public void close() {
        over = true;
    }

    public long dropped() {
        return dropped.get();
    }
}
