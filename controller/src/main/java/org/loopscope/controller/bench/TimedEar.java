package org.loopscope.controller.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.loopscope.controller.bench.Arrival.Kind;
import org.loopscope.controller.mqtt.MqttWatcher;
import org.loopscope.controller.telemetry.Channel;
import org.loopscope.controller.telemetry.Traces;
import org.loopscope.firmware.clock.SessionClock;

/** Notes when which message came to one watcher. Filled by one thread, read by another. */
final class TimedEar implements MqttWatcher.Ear {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int watcher;
    private final SessionClock clock;
    private final List<Arrival> arrivals = new ArrayList<>();
    private long newestTraces = -1;
    private long newestSpikes = -1;
    private long newestDecision = -1;

    TimedEar(int watcher, SessionClock clock) {
        this.watcher = watcher;
        this.clock = clock;
    }

    @Override
    public synchronized void heard(String level, long seq, byte[] payload) {
        long atNs = clock.nowNs();
        if (level.equals(Channel.TRACES.level()) || level.equals(Channel.SPIKES.level())) {
            Traces.Head head = Traces.Head.read(payload);
            Kind kind = level.equals(Channel.TRACES.level()) ? Kind.TRACES : Kind.SPIKES;
            arrivals.add(new Arrival(
                    watcher, kind, seq, head.firstFrame(), head.lastFrame(), head.cells(), payload.length, atNs));
            if (kind == Kind.TRACES) {
                newestTraces = head.lastFrame();
            } else {
                newestSpikes = head.lastFrame();
            }
        } else if (level.equals(Channel.DECISION.level())) {
            long index = decision(payload);
            arrivals.add(new Arrival(watcher, Kind.DECISION, seq, index, index, 0, payload.length, atNs));
            newestDecision = Math.max(newestDecision, index);
        } else {
            Kind kind = seq >= 0 ? Kind.OTHER_EVENT : Kind.OTHER_TELEMETRY;
            arrivals.add(new Arrival(watcher, kind, seq, -1, -1, 0, payload.length, atNs));
        }
    }

    private static long decision(byte[] payload) {
        try {
            return JSON.readTree(payload).path("index").asLong(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest frame whose traces and spikes came; -1 before. */
    synchronized long newestFrame() {
        return Math.min(newestTraces, newestSpikes);
    }

    /** The newest decision that came; -1 before. */
    synchronized long newestDecision() {
        return newestDecision;
    }

    synchronized List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }
}
