package org.loopscope.controller.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.mqtt.Broker;
import org.loopscope.controller.mqtt.MqttPublisher;
import org.loopscope.controller.operator.CommandDesk;
import org.loopscope.controller.telemetry.EventPublisher;
import org.loopscope.controller.telemetry.PlannedSettings;
import org.loopscope.controller.telemetry.RigMessage;
import org.loopscope.controller.telemetry.SessionFacts;
import org.loopscope.firmware.clock.SteppedSessionClock;

class TelemetryAgentTest {
    @Test
    void shouldSayOnceThatItHasFailedAndEndNothing() {
        List<SessionEvent> log = new ArrayList<>();
        TelemetryStream stream = new TelemetryStream(false);
        try (MqttPublisher publisher = new MqttPublisher(
                new Broker.External("tcp://127.0.0.1:1"), "test-rig", new CommandDesk(new SteppedSessionClock()))) {
            EventPublisher failing = new EventPublisher(
                    new SessionFacts(
                            "test-rig",
                            "test",
                            "sim01",
                            false,
                            List.of(),
                            new RigMessage.Config("00", "test", 1, 33_000_000, List.of(), null),
                            33_000_000,
                            50_000_000,
                            new PlannedSettings(0.003, List.of()),
                            List.of()),
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
}
