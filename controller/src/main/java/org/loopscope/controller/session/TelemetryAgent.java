package org.loopscope.controller.session;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.mqtt.MqttPublisher;
import org.loopscope.controller.telemetry.EventPublisher;
import org.loopscope.controller.telemetry.TraceBatches;
import org.loopscope.firmware.clock.SessionClock;

/**
 * Publishes what the stream holds. A lost broker costs messages, never the session; so does a failure of this agent, which is
 * told once and ends the stream.
 */
public final class TelemetryAgent implements Agent {
    /** How long its thread rests when there is nothing to tell. */
    public static final long IDLE_NS = 2_000_000;

    private final TelemetryStream stream;
    private final EventPublisher events;
    private final TraceBatches traces;
    private final MqttPublisher publisher;
    private final SessionClock stopwatch;
    private final BooleanSupplier othersFinished;
    private final Consumer<SessionEvent> log;
    private volatile boolean finished;

    public TelemetryAgent(
            TelemetryStream stream,
            EventPublisher events,
            MqttPublisher publisher,
            SessionClock stopwatch,
            BooleanSupplier othersFinished,
            Consumer<SessionEvent> log) {
        this.stream = stream;
        this.events = events;
        this.publisher = publisher;
        traces = new TraceBatches(publisher::publish);
        this.stopwatch = stopwatch;
        this.othersFinished = othersFinished;
        this.log = log;
    }

    @Override
    public String role() {
        return "telemetry";
    }

    @Override
    public boolean doWork() {
        try {
            return publish();
        } catch (RuntimeException e) {
            finished = true;
            stream.close();
            String what = "the stream of events has failed and the session goes on without: " + Faults.oneLine(e);
            log.accept(new SessionEvent.FaultRaised(stopwatch.nowNs(), what, false));
            return false;
        }
    }

    private boolean publish() {
        boolean lastRound = othersFinished.getAsBoolean();
        SessionEvent event = stream.poll();
        if (event != null) {
            traces.accept(event);
            events.accept(event);
        }
        boolean sent = publisher.drain(stopwatch.nowNs());
        String news = publisher.takeNews();
        if (news != null) {
            SessionEvent fault = new SessionEvent.FaultRaised(stopwatch.nowNs(), news, false);
            log.accept(fault);
            // Not by way of the stream, at whose full end this thread would wait for itself.
            events.accept(fault);
        }
        finished = lastRound && event == null && !sent;
        return event != null || sent;
    }

    @Override
    public boolean finished() {
        return finished;
    }
}
