package org.loopscope.controller.mqtt;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.operator.Answer;
import org.loopscope.controller.operator.CommandDesk;
import org.loopscope.controller.operator.OperatorCommand;
import org.loopscope.controller.operator.OperatorRequest;
import org.loopscope.controller.telemetry.RigMessage;
import org.loopscope.controller.telemetry.TelemetryMessage;

class MqttPublisherTest {
    @TempDir
    static Path folder;

    private static final CommandDesk DESK = new CommandDesk(MqttObserver.CLOCK);

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
        return new RigMessage.Fault("event " + number, false, number);
    }

    private static TelemetryMessage frame(int number) {
        return new RigMessage.FrameSummary(number, number, 0, 0, 1, 1, 0, 0);
    }

    private static MqttPublisher connected(String rig) throws InterruptedException {
        MqttPublisher publisher = new MqttPublisher(broker, rig, DESK);
        MqttObserver.drive(publisher, publisher::isConnected);
        return publisher;
    }

    @Test
    void shouldLeaveOnlineLostAndOfflineWhenItConnectsBreaksAndEnds() throws Exception {
        String topic = "loopscope/v1/status-rig/status";
        try (MqttObserver observer = new MqttObserver(broker.url(), "status-observer", topic)) {
            MqttPublisher publisher = new MqttPublisher(broker, "status-rig", DESK);
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
        try (MqttObserver observer = new MqttObserver(broker.url(), "flood-observer", "loopscope/v1/flood-rig/fault");
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
        CommandDesk desk = new CommandDesk(MqttObserver.CLOCK);
        try (MqttObserver operator = new MqttObserver(broker.url(), "operator", "loopscope/v1/+/status")) {
            try (MqttPublisher publisher = new MqttPublisher(broker, "command-rig", desk)) {
                MqttObserver.drive(publisher, publisher::isConnected);
                for (String verb : List.of("start", "pause", "resume", "stop", "next-block")) {
                    operator.send(commands + verb, false, 60L);
                    assertEquals(verb, taken(publisher, desk).command().verb());
                }
                operator.send(commands + "explode", false, null);
                MqttObserver.drive(publisher, () -> desk.refused() == 1);
                assertNull(desk.poll(), "unknown");
            }
        }
    }

    /** Paho lowers its count of messages in flight on the thread that an abort keeps busy. */
    @Test
    void shouldKeepTheConnectionWhenPahoIsSlowToCountWhatHasArrived() throws Exception {
        CountDownLatch aborting = new CountDownLatch(1);
        CountDownLatch aborted = new CountDownLatch(1);
        CommandDesk desk = new CommandDesk(MqttObserver.CLOCK);
        desk.onAbort(request -> {
            aborting.countDown();
            assertDoesNotThrow(() -> aborted.await());
        });
        try (MqttObserver observer = new MqttObserver(broker.url(), "slow-observer", "loopscope/v1/slow-rig/fault");
                MqttObserver status = new MqttObserver(broker.url(), "slow-status", "loopscope/v1/slow-rig/status");
                MqttPublisher publisher = new MqttPublisher(broker, "slow-rig", desk)) {
            assertEquals("online", status.next(publisher).text(), "which follows the subscription to commands");
            observer.send("loopscope/v1/slow-rig/cmd/abort", false, 60L);
            MqttObserver.drive(publisher, () -> aborting.getCount() == 0);
            for (int i = 0; i < 100; i++) {
                publisher.publish(event(i));
            }
            List<String> texts = new ArrayList<>();
            MqttObserver.drive(publisher, () -> observer.received.size() >= 8);
            for (int turn = 0; turn < 50; turn++) {
                publisher.drain(MqttObserver.CLOCK.nowNs());
                MqttObserver.pause(2);
            }
            assertTrue(observer.received.size() < 100, "Paho's window is shut");
            aborted.countDown();
            while (texts.size() < 100) {
                texts.add(observer.next(publisher).text());
            }
            assertEquals(0, publisher.losses());
            for (int i = 0; i < 100; i++) {
                assertTrue(texts.get(i).contains("\"event " + i + "\""), texts::toString);
            }
        }
    }

    /** The embedded broker lets none of these through; another one may. */
    @Test
    void shouldRefuseRetainedCommandsAndAnswerOnlyWhereRepliesBelong() {
        CommandDesk desk = new CommandDesk(MqttObserver.CLOCK);
        List<ReplyTo> answered = new ArrayList<>();
        CommandListener listener = new CommandListener(new RigTopics("rig-1"), desk, (to, reply) -> answered.add(to));
        MqttMessage retained = new MqttMessage(new byte[0]);
        retained.setRetained(true);
        listener.messageArrived("loopscope/v1/rig-1/cmd/resume", retained);
        assertEquals(1, desk.refused());
        assertNull(desk.poll());
        for (String topic :
                List.of("loopscope/v1/rig-1/status", "loopscope/replying/1", "loopscope/reply/" + "x".repeat(500))) {
            MqttMessage command = new MqttMessage(new byte[0]);
            MqttProperties properties = new MqttProperties();
            properties.setResponseTopic(topic);
            command.setProperties(properties);
            listener.messageArrived("loopscope/v1/rig-1/cmd/explode", command);
        }
        assertEquals(List.of(), answered, "who commands cannot make the rig speak on a topic that others believe");
    }

    @Test
    void shouldAnswerWhereTheOperatorWantsItAndNowhereElse() throws Exception {
        String commands = "loopscope/v1/answer-rig/cmd/";
        CommandDesk desk = new CommandDesk(MqttObserver.CLOCK);
        try (MqttObserver operator = new MqttObserver(broker.url(), "asker", "loopscope/reply/local/#");
                MqttPublisher publisher = new MqttPublisher(broker, "answer-rig", desk)) {
            MqttObserver.drive(publisher, publisher::isConnected);
            String mark = "{\"id\":\"m-1\",\"text\":\"awake\"}";
            operator.send(commands + "mark", mark, false, 5L, "loopscope/reply/local/1");
            OperatorRequest asked = taken(publisher, desk);
            assertEquals(new OperatorRequest("m-1", "mqtt", new OperatorCommand.Mark("awake")), asked);
            desk.answer("m-1", Answer.ACCEPTED);
            assertEquals(
                    "{\"id\":\"m-1\",\"accepted\":true,\"reason\":\"\"}",
                    reply(operator, publisher, "loopscope/reply/local/1"));
            operator.send(commands + "mark", mark, false, 5L, "loopscope/reply/local/2");
            assertTrue(reply(operator, publisher, "loopscope/reply/local/2").contains("true"), "told, not done, again");
            assertNull(desk.poll());
            operator.send(commands + "veto", "{\"neuron\":-1,\"vetoed\":true}", false, 5L, "loopscope/reply/local/3");
            assertTrue(reply(operator, publisher, "loopscope/reply/local/3").contains("there is no neuron -1"));
            operator.send(commands + "pause", "[", false, 5L, "loopscope/reply/local/4");
            assertTrue(reply(operator, publisher, "loopscope/reply/local/4").contains("must be a JSON object"));
        }
    }

    private static String reply(MqttObserver operator, MqttPublisher publisher, String topic)
            throws InterruptedException {
        MqttObserver.Received got = operator.next(publisher);
        while (!got.topic().equals(topic)) {
            assertFalse(got.topic().endsWith("status") && got.text().contains("accepted"), got::toString);
            got = operator.next(publisher);
        }
        return got.text();
    }

    private static OperatorRequest taken(MqttPublisher publisher, CommandDesk desk) throws InterruptedException {
        List<OperatorRequest> got = new ArrayList<>();
        MqttObserver.drive(publisher, () -> {
            OperatorRequest request = desk.poll();
            return request != null && got.add(request);
        });
        return got.getFirst();
    }

    @Test
    void shouldCountDroppedAndLeaveNoThreadWhenNoBrokerIsThere() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        MqttPublisher publisher = new MqttPublisher(new Broker.External("tcp://127.0.0.1:" + port), "gone-rig", DESK);
        for (int i = 0; i < 70_000; i++) {
            publisher.publish(event(i));
        }
        assertEquals(70_000 - 65_536, publisher.eventsLost(), "room for hours");
        // Four seconds each: an attempt has 20 ms to fail, and the longest wait between two is two steps.
        for (int step = 0; step < 30; step++) {
            publisher.drain(step * 4_000_000_000L);
            MqttObserver.pause(20);
        }
        assertFalse(publisher.isConnected());
        publisher.close();
        assertEquals(70_000, publisher.dropped());
        publisher.publish(event(0));
        assertEquals(70_001, publisher.dropped());
        assertNoThreadsOf("loopscope-gone-rig");
    }

    @Test
    void shouldTryAgainWhenBrokerAcceptsAndNeverAnswers() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            MqttPublisher publisher =
                    new MqttPublisher(new Broker.External("tcp://127.0.0.1:" + mute.getLocalPort()), "mute-rig", DESK);
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
        assertThrows(IllegalArgumentException.class, () -> new MqttPublisher(broker, "rig/1", DESK));
        assertThrows(IllegalArgumentException.class, () -> new MqttPublisher(broker, "", DESK));
        assertThrows(IllegalArgumentException.class, () -> new Broker.External("localhost:1883"));
        assertThrows(IllegalArgumentException.class, () -> EmbeddedBroker.start(folder, 70_000));
    }

    @Test
    void shouldSendWhatWaitedWhenBrokerComesBack() throws InterruptedException, MqttException, IOException {
        BrokerLine line = new BrokerLine(0, broker.port());
        MqttPublisher publisher = new MqttPublisher(
                new Broker.External("tcp://127.0.0.1:" + line.port(), broker.login("patient-rig")),
                "patient-rig",
                DESK);
        MqttObserver.drive(publisher, publisher::isConnected);
        line.close();
        MqttObserver.drive(publisher, () -> !publisher.isConnected());
        publisher.publish(event(1));
        publisher.publish(event(2));
        publisher.drain(MqttObserver.CLOCK.nowNs());
        try (MqttObserver observer = new MqttObserver(broker.url(), "patient-observer", "loopscope/v1/+/fault");
                BrokerLine mended = new BrokerLine(line.port(), broker.port())) {
            assertTrue(observer.next(publisher).text().contains("event 1"));
            assertTrue(observer.next(publisher).text().contains("event 2"));
            assertEquals(0, publisher.dropped());
            publisher.close();
            assertTrue(mended.port() > 0);
        }
    }

    @Test
    void shouldTryOnceMoreAtTheEndWhenEventsAreLeft() throws InterruptedException, MqttException, IOException {
        BrokerLine line = new BrokerLine(0, broker.port());
        MqttPublisher publisher = new MqttPublisher(
                new Broker.External("tcp://127.0.0.1:" + line.port(), broker.login("last-rig")), "last-rig", DESK);
        MqttObserver.drive(publisher, publisher::isConnected);
        line.close();
        MqttObserver.drive(publisher, () -> !publisher.isConnected());
        publisher.publish(event(7));
        try (MqttObserver observer = new MqttObserver(broker.url(), "last-observer", "loopscope/v1/last-rig/#");
                BrokerLine mended = new BrokerLine(line.port(), broker.port())) {
            publisher.close();
            List<String> texts = new ArrayList<>();
            for (MqttObserver.Received got = observer.next(publisher); ; got = observer.next(publisher)) {
                texts.add(got.text());
                if (got.text().equals("offline")) {
                    break;
                }
            }
            assertTrue(texts.stream().anyMatch(text -> text.contains("event 7")), texts::toString);
            assertEquals(0, publisher.dropped());
            assertTrue(mended.port() > 0);
        }
    }

    @Test
    void shouldSayThatNobodyCanCommandWhenTheBrokerRefusesItsSubscription() throws Exception {
        try (ServerSocket refusing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread broker = Thread.ofVirtual().start(() -> assertDoesNotThrow(() -> refuseToBeListenedTo(refusing)));
            MqttPublisher publisher = new MqttPublisher(
                    new Broker.External("tcp://127.0.0.1:" + refusing.getLocalPort()), "deaf-rig", DESK);
            MqttObserver.drive(publisher, publisher::isConnected);
            String news = String.valueOf(publisher.takeNews());
            assertTrue(news.contains("does not let the rig take commands"), news);
            publisher.close();
            broker.join();
        }
    }

    /** As MQTT 5.0 has it: CONNACK, and SUBACK with "not authorized". */
    private static void refuseToBeListenedTo(ServerSocket server) throws IOException {
        try (Socket peer = server.accept()) {
            DataInputStream in = new DataInputStream(peer.getInputStream());
            for (int type = in.read(); type >= 0; type = in.read()) {
                int length = in.read();
                // Of two bytes where the first has its highest bit set: 7 bits each, the lower ones first.
                byte[] body = in.readNBytes(length < 128 ? length : length - 128 + 128 * in.read());
                if (type >> 4 == 1) {
                    peer.getOutputStream().write(new byte[] {0x20, 3, 0, 0, 0});
                } else if (type >> 4 == 8) {
                    peer.getOutputStream().write(new byte[] {(byte) 0x90, 4, body[0], body[1], 0, (byte) 0x87});
                }
            }
        }
    }
}
