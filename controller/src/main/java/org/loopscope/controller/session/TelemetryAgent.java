package org.loopscope.controller.session;

import java.util.function.BooleanSupplier;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.telemetry.EventPublisher;
import org.loopscope.controller.telemetry.MqttPublisher;
import org.loopscope.firmware.clock.SessionClock;

/** Publishes what the stream holds. A lost broker costs messages, never the session. */
public final class TelemetryAgent implements Agent {
    private final TelemetryStream stream;
    private final EventPublisher events;
    private final MqttPublisher publisher;
    private final SessionClock stopwatch;
    private final BooleanSupplier othersFinished;
    private volatile boolean finished;

    public TelemetryAgent(
            TelemetryStream stream,
            EventPublisher events,
            MqttPublisher publisher,
            SessionClock stopwatch,
            BooleanSupplier othersFinished) {
        this.stream = stream;
        this.events = events;
        this.publisher = publisher;
        this.stopwatch = stopwatch;
        this.othersFinished = othersFinished;
    }

    @Override
    public String role() {
        return "telemetry";
    }

    @Override
    public boolean doWork() {
        boolean lastRound = othersFinished.getAsBoolean();
        SessionEvent event = stream.poll();
        if (event != null) {
            events.accept(event);
        }
        boolean sent = publisher.drain(stopwatch.nowNs());
        finished = lastRound && event == null && !sent;
        return event != null || sent;
    }

    @Override
    public boolean finished() {
        return finished;
    }
}
