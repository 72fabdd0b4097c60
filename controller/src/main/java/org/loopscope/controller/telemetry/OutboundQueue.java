package org.loopscope.controller.telemetry;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Messages on their way to the telemetry thread. Full means that the oldest goes, and is counted. Events have a lane of
 * their own, and go first, so that a flood of telemetry cannot push a fault out. Any thread; nobody waits longer than
 * for a queue operation.
 */
final class OutboundQueue {
    private final Deque<TelemetryMessage> events = new ArrayDeque<>();
    private final Deque<TelemetryMessage> telemetry = new ArrayDeque<>();
    private final int eventCapacity;
    private final int telemetryCapacity;
    private long dropped;

    OutboundQueue(int eventCapacity, int telemetryCapacity) {
        this.eventCapacity = eventCapacity;
        this.telemetryCapacity = telemetryCapacity;
    }

    synchronized void add(TelemetryMessage message) {
        boolean event = TelemetryEncoding.channel(message).isEvent();
        Deque<TelemetryMessage> lane = event ? events : telemetry;
        lane.addLast(message);
        if (lane.size() > (event ? eventCapacity : telemetryCapacity)) {
            lane.removeFirst();
            dropped++;
        }
    }

    /** Puts an event back that was taken and not delivered; it is the oldest, so it goes when there is no room. */
    synchronized void putBack(TelemetryMessage message) {
        if (events.size() >= eventCapacity) {
            dropped++;
        } else {
            events.addFirst(message);
        }
    }

    synchronized @Nullable TelemetryMessage take() {
        return events.isEmpty() ? telemetry.pollFirst() : events.pollFirst();
    }

    synchronized void countDropped(long messages) {
        dropped += messages;
    }

    synchronized long dropped() {
        return dropped;
    }

    synchronized boolean isEmpty() {
        return events.isEmpty() && telemetry.isEmpty();
    }
}
