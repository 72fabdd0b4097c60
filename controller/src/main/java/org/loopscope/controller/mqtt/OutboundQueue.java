package org.loopscope.controller.mqtt;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.telemetry.RigMessage;
import org.loopscope.controller.telemetry.TelemetryMessage;

/**
 * Messages on their way to the telemetry thread. Events have a lane of their own, and go first, so that a flood of telemetry
 * cannot push a fault out. Telemetry that finds its lane full pushes the oldest out, and is counted. The lane of events has
 * room for hours without a broker; what would go beyond is counted, and its number in the stream is missing. Any thread;
 * nobody waits longer than for a queue operation.
 */
final class OutboundQueue {
    private final Deque<Outbound> events = new ArrayDeque<>();
    private final Deque<Outbound> telemetry = new ArrayDeque<>();
    private final int eventCapacity;
    private final int telemetryCapacity;
    private String session = "";
    private long nextSeq;
    private long dropped;
    private long eventsLost;

    OutboundQueue(int eventCapacity, int telemetryCapacity) {
        this.eventCapacity = eventCapacity;
        this.telemetryCapacity = telemetryCapacity;
    }

    synchronized void add(TelemetryMessage message) {
        if (message instanceof RigMessage.Session newest) {
            session = newest.sessionId();
        }
        if (message.channel().isEvent()) {
            addEvent(new Outbound(message, session, nextSeq++, null));
        } else {
            telemetry.addLast(new Outbound(message, session, -1, null));
            if (telemetry.size() > telemetryCapacity) {
                telemetry.removeFirst();
                dropped++;
            }
        }
    }

    synchronized void reply(TelemetryMessage message, ReplyTo to) {
        addEvent(new Outbound(message, session, -1, to));
    }

    private void addEvent(Outbound event) {
        if (events.size() >= eventCapacity) {
            eventsLost++;
            dropped++;
        } else {
            events.addLast(event);
        }
    }

    /** Puts back what was taken and not delivered: it is the next of its lane. Telemetry that has been overtaken goes. */
    synchronized void putBack(Outbound message) {
        if (message.isEvent()) {
            events.addFirst(message);
        } else if (telemetry.size() < telemetryCapacity) {
            telemetry.addFirst(message);
        } else {
            dropped++;
        }
    }

    synchronized @Nullable Outbound take() {
        return events.isEmpty() ? telemetry.pollFirst() : events.pollFirst();
    }

    synchronized void countDropped(Outbound message) {
        dropped++;
        eventsLost += message.isEvent() ? 1 : 0;
    }

    synchronized long dropped() {
        return dropped;
    }

    /** Events that never left. */
    synchronized long eventsLost() {
        return eventsLost;
    }

    synchronized boolean isEmpty() {
        return events.isEmpty() && telemetry.isEmpty();
    }
}
