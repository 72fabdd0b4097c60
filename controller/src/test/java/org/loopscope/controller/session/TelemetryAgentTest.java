package org.loopscope.controller.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.mqtt.Broker;
import org.loopscope.controller.mqtt.MqttPublisher;
import org.loopscope.controller.operator.CommandDesk;
import org.loopscope.controller.telemetry.EventPublisher;
import org.loopscope.controller.telemetry.PlannedSettings;
import org.loopscope.controller.telemetry.RigMessage;
import org.loopscope.controller.telemetry.SessionFacts;
import org.loopscope.controller.telemetry.TelemetryMessage;
import org.loopscope.firmware.clock.SessionClock;
import org.loopscope.firmware.clock.SteppedSessionClock;
import org.loopscope.firmware.clock.SystemSessionClock;

class TelemetryAgentTest {
    @Test
    void shouldSayOnceThatItHasFailedAndEndNothing() {
        List<SessionEvent> log = new ArrayList<>();
        TelemetryStream stream = new TelemetryStream(false);
        try (MqttPublisher publisher = new MqttPublisher(
                new Broker.External("tcp://127.0.0.1:1"), "test-rig", new CommandDesk(new SteppedSessionClock()))) {
            EventPublisher failing = new EventPublisher(
                    facts(),
                    message -> {
                        throw new IllegalStateException("cannot be\nencoded");
                    },
                    stream::dropped,
                    OptionalLong::empty);
            TelemetryAgent agent =
                    new TelemetryAgent(stream, failing, publisher, new SteppedSessionClock(), () -> false, log::add);
            stream.accept(new SessionEvent.FaultRaised(1, "something to publish", false));
            assertFalse(agent.doWork());
            assertTrue(agent.finished());
        }
        assertEquals(
                List.of(new SessionEvent.FaultRaised(
                        0,
                        "the stream of events has failed and the session goes on without: cannot be encoded",
                        false)),
                log);
    }

    private static SessionFacts facts() {
        return new SessionFacts(
                "test-rig",
                "test",
                "sim01",
                false,
                List.of(),
                new RigMessage.Config("00", "test", 1, 33_000_000, List.of(), null),
                33_000_000,
                50_000_000,
                new PlannedSettings(0.003, List.of()),
                List.of());
    }

    /** On the page, and on the stream when there is a broker again. */
    @Test
    void shouldTellThoseWhoWatchThatTheBrokerIsNotThere() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        SessionClock clock = new SystemSessionClock();
        List<SessionEvent> log = new ArrayList<>();
        List<TelemetryMessage> told = new ArrayList<>();
        TelemetryStream stream = new TelemetryStream(false);
        try (MqttPublisher publisher =
                new MqttPublisher(new Broker.External("tcp://127.0.0.1:" + port), "test-rig", new CommandDesk(clock))) {
            EventPublisher events = new EventPublisher(facts(), told::add, stream::dropped, OptionalLong::empty);
            TelemetryAgent agent = new TelemetryAgent(stream, events, publisher, clock, () -> false, log::add);
            for (int turn = 0; turn < 15_000 && log.isEmpty(); turn++) {
                agent.doWork();
                LockSupport.parkNanos(1_000_000);
            }
        }
        SessionEvent.FaultRaised fault = assertInstanceOf(SessionEvent.FaultRaised.class, log.getFirst());
        assertTrue(fault.what().contains("does not answer"), fault.what());
        assertEquals(new RigMessage.Fault(fault.what(), false, fault.nowNs()), told.getFirst());
    }
}
