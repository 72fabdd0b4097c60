package org.loopscope.controller.telemetry;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.log.SessionEvent.OperatorCommand;

/**
 * Commands on their way from the MQTT client's thread to the experiment's. A command that nobody took within its
 * message expiry is forgotten: a start that was held up must not start a rig minutes later. Any thread.
 */
final class CommandInbox {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NOT_STAMPED = Long.MIN_VALUE;

    /** The expiry counts from the first look at the clock after arrival. */
    private record Waiting(
            OperatorCommand command, @Nullable Long expirySeconds, long expiresNs) {}

    private final int capacity;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long refused;

    CommandInbox(int capacity) {
        this.capacity = capacity;
    }

    /** Called by the MQTT client's thread, which knows no session time. */
    synchronized void add(OperatorCommand command, @Nullable Long expirySeconds) {
        if (waiting.size() >= capacity) {
            refused++;
            return;
        }
        waiting.add(new Waiting(command, expirySeconds, NOT_STAMPED));
    }

    synchronized void countRefused() {
        refused++;
    }

    /** Starts the expiry of new commands and forgets those whose time is over. */
    synchronized void expire(long nowNs) {
        for (int i = waiting.size(); i > 0; i--) {
            Waiting w = waiting.remove();
            Long expirySeconds = w.expirySeconds;
            if (expirySeconds != null && w.expiresNs == NOT_STAMPED) {
                waiting.add(new Waiting(w.command, expirySeconds, nowNs + expirySeconds * NANOS_PER_SECOND));
            } else if (expirySeconds == null || nowNs <= w.expiresNs) {
                waiting.add(w);
            } else {
                refused++;
            }
        }
    }

    synchronized @Nullable OperatorCommand poll() {
        Waiting w = waiting.poll();
        return w == null ? null : w.command;
    }

    synchronized long refused() {
        return refused;
    }
}
