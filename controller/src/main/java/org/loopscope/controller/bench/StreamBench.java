package org.loopscope.controller.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.loopscope.controller.RigThreads;
import org.loopscope.controller.bench.HandedOver.Span;
import org.loopscope.controller.bench.StreamFigures.Processors;
import org.loopscope.controller.bench.Watchers.Heard;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.mqtt.Broker;
import org.loopscope.controller.mqtt.EmbeddedBroker;
import org.loopscope.controller.mqtt.MqttPublisher;
import org.loopscope.controller.operator.CommandDesk;
import org.loopscope.controller.session.TelemetryAgent;
import org.loopscope.controller.session.TelemetryStream;
import org.loopscope.controller.telemetry.EventPublisher;
import org.loopscope.controller.telemetry.PlannedSettings;
import org.loopscope.controller.telemetry.RigMessage;
import org.loopscope.controller.telemetry.SessionFacts;
import org.loopscope.firmware.clock.SessionClock;

/**
 * Puts a session's load on the event stream: a frame path in real time, the telemetry thread, the publisher and the broker
 * as a session has them, and watchers in a process of their own on the same machine. First nobody watches, then all do,
 * then again nobody, so that what the watchers cost the frames is measured within one run.
 */
public final class StreamBench {
    private static final String RIG = "bench-rig";
    /** Of a session that is none. */
    private static final String NO_DATE = "1970-01-01T00:00:00Z";

    private static final long STEP_MS = 20;
    private static final long PATIENCE_NS = 10_000_000_000L;
    /** Before each span: code that has not run yet is slow, and so is who has just come. */
    private static final double SETTLES = 0.1;

    private final SessionClock clock;
    private final StreamSettings settings;

    /** @param clock runs in real time */
    public StreamBench(SessionClock clock, StreamSettings settings) {
        this.clock = clock;
        this.settings = settings;
    }

    StreamFigures run() throws IOException {
        HandedOver handed = new HandedOver();
        TelemetryStream stream = new TelemetryStream(false);
        StreamSource source = new StreamSource(settings, clock, stream, handed);
        try (Broker broker = broker();
                Watchers watchers = new Watchers(broker.url(), RIG, settings.watchers());
                MqttPublisher publisher = new MqttPublisher(broker, RIG, new CommandDesk(clock))) {
            BlockingQueue<SessionEvent> faults = new LinkedBlockingQueue<>();
            EventPublisher events = new EventPublisher(
                    facts(), publisher::publish, () -> stream.dropped() + publisher.dropped(), OptionalLong::empty);
            source.begin(RIG, NO_DATE, "bench");
            try (UnderWay session = new UnderWay(source, new RigThreads(), faults)) {
                session.start(new TelemetryAgent(stream, events, publisher, clock, source::finished, faults::add));
                return measure(watchers, handed, stream, publisher);
            }
        }
    }

    /** The threads of a session, which ends when this is closed. */
    private record UnderWay(StreamSource source, RigThreads threads, BlockingQueue<SessionEvent> faults)
            implements AutoCloseable {
        void start(TelemetryAgent telemetry) {
            threads.start(telemetry, TelemetryAgent.IDLE_NS);
            threads.start(source, StreamSource.IDLE_NS);
        }

        @Override
        public void close() {
            source.end();
            boolean ended = threads.join(PATIENCE_NS / 1_000_000);
            if (!ended || threads.failure() != null || !faults.isEmpty()) {
                throw new IllegalStateException("the stream has failed: " + faults, threads.failure());
            }
        }
    }

    private StreamFigures measure(Watchers watchers, HandedOver handed, TelemetryStream stream, MqttPublisher publisher)
            throws IOException {
        for (long fromNs = clock.nowNs(); !publisher.isConnected(); RigThreads.rest(STEP_MS)) {
            if (clock.nowNs() - fromNs > PATIENCE_NS) {
                throw new ConfigurationException("no broker answers at "
                        + settings.broker().orElse("the embedded one") + "; start it, or leave --broker out");
            }
        }
        Watchers.ClockOffset offset = watchers.offset(clock);
        rest(SETTLES * settings.seconds());
        List<Span> alone = new ArrayList<>();
        Duration aloneFrom = ownCpu();
        alone.add(span(settings.seconds() / 2.0));
        double controllerAlone = busy(aloneFrom, ownCpu(), alone.getFirst());

        watchers.listen();
        await(watchers, new Heard(0, 0));
        rest(SETTLES * settings.seconds());
        long notSent = stream.dropped() + publisher.dropped();
        Duration ownFrom = ownCpu();
        Duration theirsFrom = watchers.cpu();
        Span watched = span(settings.seconds());
        Processors processors = new Processors(
                controllerAlone, busy(ownFrom, ownCpu(), watched), busy(theirsFrom, watchers.cpu(), watched));
        await(watchers, new Heard(handed.newestFrame(), handed.newestDecision()));
        notSent = stream.dropped() + publisher.dropped() - notSent;
        List<Arrival> arrivals = watchers.leave();

        rest(SETTLES * settings.seconds());
        alone.add(span(settings.seconds() / 2.0));
        return StreamFigures.of(
                settings, handed, alone, watched, arrivals, offset, processors, notSent, watchers.cutOff());
    }

    /** Until every watcher has these or newer ones, or it has had time enough: what is missing then is missing. */
    private void await(Watchers watchers, Heard wanted) throws IOException {
        long fromNs = clock.nowNs();
        for (Heard have = watchers.heard();
                (have.frame() < wanted.frame() || have.decision() < wanted.decision())
                        && clock.nowNs() - fromNs < PATIENCE_NS;
                have = watchers.heard()) {
            RigThreads.rest(STEP_MS);
        }
    }

    private static void rest(double seconds) {
        RigThreads.rest(Math.round(seconds * 1000));
    }

    private Span span(double seconds) {
        long fromNs = clock.nowNs();
        rest(seconds);
        return new Span(fromNs, clock.nowNs());
    }

    /** Processor time of this process so far. */
    private static Duration ownCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static double busy(Duration from, Duration to, Span span) {
        return to.minus(from).toNanos() / 1e9 / span.seconds();
    }

    private Broker broker() {
        try {
            return settings.broker().isPresent()
                    ? new Broker.External(settings.broker().get())
                    : EmbeddedBroker.start(Path.of(System.getProperty("java.io.tmpdir")), 0);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("--broker: " + e.getMessage(), e);
        }
    }

    private SessionFacts facts() {
        long periodNs = settings.framePeriodNs();
        RigMessage.Config config = new RigMessage.Config("", "bench", StreamSettings.SEED, periodNs, List.of(), null);
        return new SessionFacts(
                RIG,
                "bench",
                "none",
                false,
                List.of(),
                config,
                periodNs,
                periodNs,
                new PlannedSettings(0.001, List.of()),
                List.of());
    }
}
