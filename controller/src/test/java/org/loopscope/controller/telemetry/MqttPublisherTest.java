package org.loopscope.controller.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.log.SessionEvent.OperatorCommand;

class MqttPublisherTest {
    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(folder, 0);
    }

    @AfterAll
    static void stopBroker() throws IOException {
        broker.close();
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList(), "the broker removes its folder");
        }
    }

    private static TelemetryMessage event(int number) {
        return new TelemetryMessage.Alarm("event " + number, false, number);
    }

    private static TelemetryMessage frame(int number) {
        return new TelemetryMessage.FrameSummary(number, number, 0, 0, 1, 1, 0, 0);
    }

    private static MqttPublisher connected(String rig) throws InterruptedException {
        MqttPublisher publisher = new MqttPublisher(broker, rig);
        MqttObserver.drive(publisher, publisher::isConnected);
        return publisher;
    }

    @Test
    void shouldLeaveOnlineLostAndOfflineWhenItConnectsBreaksAndEnds() throws Exception {
        String topic = "loopscope/v1/status-rig/status";
        try (MqttObserver observer = new MqttObserver(broker.url(), "status-observer", topic)) {
            MqttPublisher publisher = new MqttPublisher(broker, "status-rig");
            assertEquals(new MqttObserver.Received(topic, "online", false), observer.next(publisher));
            // A client that is the rig too, by name and secret, takes the session over: for the first, the connection
            // breaks.
            BrokerLogin login = broker.login("status-rig");
            try (MqttObserver thief =
                    new MqttObserver(broker.url(), login, "loopscope-status-rig", "loopscope/v1/status-rig/cmd/+")) {
                assertEquals("lost", observer.next(publisher).text());
                assertEquals("online", observer.next(publisher).text(), "it has connected again");
                assertTrue(thief.received.isEmpty());
            }
            publisher.close();
            publisher.close();
            assertEquals("offline", observer.next(publisher).text());
            try (MqttObserver late = new MqttObserver(broker.url(), "late-observer", topic)) {
                assertEquals(new MqttObserver.Received(topic, "offline", true), late.next(publisher));
            }
        }
    }

    @Test
    void shouldDeliverEveryEventInOrderWhenFloodedBesideTelemetry() throws Exception {
        int events = 600;
        try (MqttObserver observer = new MqttObserver(broker.url(), "flood-observer", "loopscope/v1/flood-rig/alarm");
                MqttPublisher publisher = connected("flood-rig")) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < events; i++) {
                publisher.publish(event(i));
                publisher.publish(frame(2 * i));
                publisher.publish(frame(2 * i + 1));
            }
            assertEquals(2 * events - 64, publisher.dropped(), "telemetry has room for 64, events for all of these");
            while (texts.size() < events) {
                texts.add(observer.next(publisher).text());
            }
            for (int i = 0; i < events; i++) {
                String expected = "{\"what\":\"event " + i + "\",\"ended\":false,\"sessionNs\":" + i + "}";
                assertEquals(expected, texts.get(i));
            }
        }
    }

    @Test
    void shouldPassCommandsOnWhenTheyAreFreshAndNotRetained() throws Exception {
        String commands = "loopscope/v1/command-rig/cmd/";
        try (MqttObserver operator = new MqttObserver(broker.url(), "operator", "loopscope/v1/+/status")) {
            try (MqttPublisher publisher = connected("command-rig")) {
                List<OperatorCommand> got = new ArrayList<>();
                for (String verb : List.of("start", "pause", "resume", "stop")) {
                    operator.send(commands + verb, false, 60L);
                    MqttObserver.drive(publisher, () -> {
                        OperatorCommand command = publisher.pollCommand();
                        return command != null && got.add(command);
                    });
                }
                assertEquals(List.of(OperatorCommand.values()), got);
                operator.send(commands + "explode", false, null);
                MqttObserver.drive(publisher, () -> publisher.refusedCommands() == 1);
                assertNull(publisher.pollCommand());
            }
        }
    }

    /** The embedded broker lets none through; another one may. */
    @Test
    void shouldRefuseRetainedCommandsSinceTheyWereMeantForAnotherSession() {
        CommandInbox inbox = new CommandInbox(1);
        MqttMessage retained = new MqttMessage(new byte[] {1});
        retained.setRetained(true);
        new CommandListener(new RigTopics("rig-1"), inbox).messageArrived("loopscope/v1/rig-1/cmd/resume", retained);
        assertEquals(1, inbox.refused());
        assertNull(inbox.poll());
    }

    @Test
    void shouldForgetCommandWhenNobodyTookItBeforeItsExpiry() {
        CommandInbox inbox = new CommandInbox(2);
        inbox.add(OperatorCommand.START, 1L);
        inbox.add(OperatorCommand.STOP, null);
        inbox.add(OperatorCommand.PAUSE, null);
        assertEquals(1, inbox.refused(), "there was room for two");
        inbox.expire(5_000_000_000L);
        inbox.expire(6_000_000_001L);
        assertEquals(2, inbox.refused());
        assertEquals(OperatorCommand.STOP, inbox.poll());
        assertNull(inbox.poll());
    }

    @Test
    void shouldCountDroppedAndLeaveNoThreadWhenNoBrokerIsThere() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        MqttPublisher publisher = new MqttPublisher(new Broker.External("tcp://127.0.0.1:" + port), "gone-rig");
        for (int i = 0; i < 2000; i++) {
            publisher.publish(event(i));
        }
        assertEquals(2000 - 1024, publisher.dropped());
        // Four seconds each: an attempt has 20 ms to fail, and the longest wait between two is two steps.
        for (int step = 0; step < 30; step++) {
            publisher.drain(step * 4_000_000_000L);
            MqttObserver.pause(20);
        }
        assertFalse(publisher.isConnected());
        publisher.close();
        assertEquals(2000, publisher.dropped());
        publisher.publish(event(0));
        assertEquals(2001, publisher.dropped());
        assertNoThreadsOf("loopscope-gone-rig");
    }

    @Test
    void shouldTryAgainWhenBrokerAcceptsAndNeverAnswers() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            MqttPublisher publisher =
                    new MqttPublisher(new Broker.External("tcp://127.0.0.1:" + mute.getLocalPort()), "mute-rig");
            for (int attempt = 0; attempt < 3; attempt++) {
                publisher.drain(attempt * 60_000_000_000L);
                // Paho's connecting thread never ends if its connection is taken from it before it has settled.
                while (threadsOf("MQTT Rec: loopscope-mute-rig").isEmpty()
                        || !threadsOf("MQTT Con: loopscope-mute-rig").isEmpty()) {
                    MqttObserver.pause(2);
                }
                publisher.drain(attempt * 60_000_000_000L + 11_000_000_000L);
                assertNoThreadsOf("loopscope-mute-rig");
            }
            assertFalse(publisher.isConnected());
            publisher.close();
        }
    }

    private static List<String> threadsOf(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(thread -> thread.contains(name))
                .toList();
    }

    private static void assertNoThreadsOf(String clientId) throws InterruptedException {
        for (int i = 0; i < 500 && !threadsOf(clientId).isEmpty(); i++) {
            MqttObserver.pause(10);
        }
        assertEquals(List.of(), threadsOf(clientId), "Paho's threads are gone");
    }

    @Test
    void shouldNameThePortWhenItIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            int port = taken.getLocalPort();
            BrokerStartException e = assertThrows(BrokerStartException.class, () -> EmbeddedBroker.start(folder, port));
            assertTrue(String.valueOf(e.getMessage()).startsWith("MQTT port " + port + " on 127.0.0.1"), e::toString);
        }
    }

    @Test
    void shouldRefuseNamesThatMakeNoTopicOrAddress() {
        assertThrows(IllegalArgumentException.class, () -> new MqttPublisher(broker, "rig/1"));
        assertThrows(IllegalArgumentException.class, () -> new MqttPublisher(broker, ""));
        assertThrows(IllegalArgumentException.class, () -> new Broker.External("localhost:1883"));
        assertThrows(IllegalArgumentException.class, () -> EmbeddedBroker.start(folder, 70_000));
    }

    @Test
    void shouldSendWhatWaitedWhenBrokerComesBack() throws InterruptedException, MqttException, IOException {
        BrokerLine line = new BrokerLine(0, broker.port());
        MqttPublisher publisher = new MqttPublisher(
                new Broker.External("tcp://127.0.0.1:" + line.port(), broker.login("patient-rig")), "patient-rig");
        MqttObserver.drive(publisher, publisher::isConnected);
        line.close();
        MqttObserver.drive(publisher, () -> !publisher.isConnected());
        publisher.publish(event(1));
        publisher.publish(event(2));
        publisher.drain(MqttObserver.CLOCK.nowNs());
        try (MqttObserver observer = new MqttObserver(broker.url(), "patient-observer", "loopscope/v1/+/alarm");
                BrokerLine mended = new BrokerLine(line.port(), broker.port())) {
            assertTrue(observer.next(publisher).text().contains("event 1"));
            assertTrue(observer.next(publisher).text().contains("event 2"));
            assertEquals(0, publisher.dropped());
            publisher.close();
            assertTrue(mended.port() > 0);
        }
    }
}
