package org.loopscope.controller.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.access.AccessList;
import org.loopscope.controller.access.ClientTls;
import org.loopscope.controller.access.PeopleFile;
import org.loopscope.controller.access.Role;
import org.loopscope.controller.access.Secret;
import org.loopscope.controller.access.TestCertificates;
import org.loopscope.controller.operator.CommandDesk;
import org.loopscope.controller.operator.OperatorRequest;

/** Every role and every right at a real broker that other machines reach: 127.0.0.2 counts as an address for them. */
@Timeout(120)
class BrokerRightsTest {
    private static final String RIG = "loopscope/v1/rig-1";
    private static final String END = RIG + "/fault";

    /** What somebody may want to publish. */
    private static final List<String> TOPICS = List.of(
            RIG + "/status",
            RIG + "/session",
            RIG + "/cmd/start",
            RIG + "/cmd",
            RIG + "/cmd/start/now",
            "loopscope/v1/rig-2/status",
            "loopscope/reply/ann/1",
            "loopscope/reply/local/1",
            "loopscope/other",
            "elsewhere");

    private static final List<String> FILTERS = List.of(
            "loopscope/#",
            RIG + "/status",
            RIG + "/cmd/+",
            "loopscope/+/rig-1/#",
            "loopscope/reply/ann/#",
            "loopscope/reply/bob/1",
            "loopscope/reply/local/#",
            "loopscope/reply/+/1",
            "loopscope/reply/#",
            "#",
            "+/v1/#",
            "elsewhere",
            "$SYS/#",
            "$share/all/loopscope/#");

    private static final AtomicInteger VISITS = new AtomicInteger();

    @TempDir
    static Path folder;

    private static TestCertificates lab;
    private static EmbeddedBroker broker;
    private static Secret ann;
    private static Secret bob;

    @BeforeAll
    static void startBroker() throws IOException, InterruptedException {
        lab = new TestCertificates(folder, "lab");
        lab.sign("rig", "rig");
        PeopleFile people = new PeopleFile(folder.resolve("people"));
        ann = people.add("ann", Role.OPERATOR);
        bob = people.add("bob", Role.WATCHER);
        broker = EmbeddedBroker.start(
                folder,
                0,
                new BrokerNetwork(
                        "127.0.0.2",
                        0,
                        AccessList.read(folder.resolve("people")),
                        lab.identity("rig"),
                        Optional.empty()));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    private static MqttVisitor operator() throws MqttException {
        return person("ann", ann);
    }

    private static MqttVisitor watcher() throws MqttException {
        return person("bob", bob);
    }

    private static MqttVisitor person(String name, Secret secret) throws MqttException {
        return new MqttVisitor(
                broker.outsideUrl().orElseThrow(), login(name, secret), "page-" + VISITS.incrementAndGet());
    }

    private static BrokerLogin login(String name, Secret secret) {
        ClientTls tls = new ClientTls(Optional.of(lab.signers()), Optional.empty());
        return new BrokerLogin(Optional.of(name), Optional.of(secret), Optional.of(tls));
    }

    private static MqttVisitor local() throws MqttException {
        return new MqttVisitor(broker.url(), BrokerLogin.ANONYMOUS, "");
    }

    private static MqttVisitor rig() throws MqttException {
        return new MqttVisitor(broker.url(), broker.login("rig-1"), "");
    }

    private interface Entrance {
        MqttVisitor enter() throws MqttException;
    }

    /** Publishes on every topic; what the broker says and what a witness gets are the same. */
    private static List<String> published(Entrance entrance) throws Exception {
        try (MqttVisitor witness = local();
                MqttVisitor rig = rig()) {
            assertTrue(witness.subscribe("loopscope/#"));
            List<String> taken = new ArrayList<>();
            // The broker ends the connection of who has no right to what they publish, so each topic has one of its
            // own.
            List<MqttVisitor> visitors = new ArrayList<>();
            try (ExecutorService entering = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<MqttVisitor>> all = Collections.nCopies(TOPICS.size(), entrance::enter);
                for (Future<MqttVisitor> visitor : entering.invokeAll(all)) {
                    visitors.add(visitor.get());
                }
            }
            for (int i = 0; i < TOPICS.size(); i++) {
                try (MqttVisitor visitor = visitors.get(i)) {
                    if (visitor.publish(TOPICS.get(i), false)) {
                        taken.add(TOPICS.get(i));
                    }
                }
            }
            assertTrue(rig.publish(END, false));
            List<String> visible = taken.stream()
                    .filter(topic -> !topic.equals("loopscope/reply/ann/1"))
                    .toList();
            assertEquals(visible, witness.topicsUpTo(END));
            return taken;
        }
    }

    private static List<String> subscribed(MqttVisitor visitor) throws MqttException {
        try (visitor) {
            return FILTERS.stream().filter(visitor::subscribe).toList();
        }
    }

    @Test
    void shouldLetOperatorsCommandAndNothingElse() throws Exception {
        assertEquals(List.of(RIG + "/cmd/start"), published(BrokerRightsTest::operator));
        assertEquals(
                List.of("loopscope/#", RIG + "/status", RIG + "/cmd/+", "loopscope/+/rig-1/#", "loopscope/reply/ann/#"),
                subscribed(operator()));
    }

    @Test
    void shouldLetWatchersWatchAndNothingElse() throws Exception {
        assertEquals(List.of(), published(BrokerRightsTest::watcher));
        assertEquals(
                List.of("loopscope/#", RIG + "/status", RIG + "/cmd/+", "loopscope/+/rig-1/#", "loopscope/reply/bob/1"),
                subscribed(watcher()));
    }

    @Test
    void shouldLetLocalPeopleCommandAndForgeNoStatus() throws Exception {
        assertEquals(List.of(RIG + "/cmd/start"), published(BrokerRightsTest::local));
        assertEquals(
                List.of(
                        "loopscope/#",
                        RIG + "/status",
                        RIG + "/cmd/+",
                        "loopscope/+/rig-1/#",
                        "loopscope/reply/local/#"),
                subscribed(local()));
    }

    @Test
    void shouldLetTheRigSpeakForItselfAndAnswerAll() throws Exception {
        assertEquals(
                List.of(
                        RIG + "/status",
                        RIG + "/session",
                        RIG + "/cmd",
                        "loopscope/reply/ann/1",
                        "loopscope/reply/local/1"),
                published(BrokerRightsTest::rig));
        assertEquals(List.of(RIG + "/cmd/+"), subscribed(rig()));
    }

    @Test
    void shouldRefuseRetainedCommandsOfAnybody() throws MqttException {
        for (Entrance entrance :
                List.<Entrance>of(BrokerRightsTest::operator, BrokerRightsTest::local, BrokerRightsTest::rig)) {
            try (MqttVisitor visitor = entrance.enter()) {
                assertFalse(visitor.publish(RIG + "/cmd/stop", true));
            }
        }
        try (MqttVisitor rig = rig()) {
            assertTrue(rig.publish(RIG + "/status", true), "a retained status is the rig's to leave");
            assertTrue(rig.publish(RIG + "/status", true, 0, new MqttProperties()), "and to take back");
        }
    }

    @Test
    void shouldGiveRepliesToTheOneWhoAskedAlone() throws Exception {
        try (MqttVisitor operator = operator();
                MqttVisitor watcher = watcher();
                MqttVisitor local = local();
                MqttVisitor rig = rig()) {
            for (MqttVisitor one : List.of(operator, watcher, local)) {
                assertTrue(one.subscribe("loopscope/#"));
            }
            for (String name : List.of("ann", "bob", "local")) {
                assertTrue(rig.publish("loopscope/reply/" + name + "/1", false));
            }
            assertTrue(rig.publish(END, false));
            assertEquals(List.of("loopscope/reply/ann/1"), operator.topicsUpTo(END));
            assertEquals(List.of("loopscope/reply/bob/1"), watcher.topicsUpTo(END));
            assertEquals(List.of("loopscope/reply/local/1"), local.topicsUpTo(END));
        }
    }

    @Test
    void shouldRefuseToHaveTheRigAnswerWhereOneHasNoRight() throws MqttException {
        assertTrue(asks(operator(), "loopscope/reply/ann/7"));
        assertTrue(asks(local(), "loopscope/reply/local/7"));
        assertFalse(asks(operator(), "loopscope/reply/bob/7"));
        assertFalse(asks(local(), RIG + "/status"), "the rig would forge its own status");
    }

    private static boolean asks(MqttVisitor visitor, String replyTopic) throws MqttException {
        MqttProperties properties = new MqttProperties();
        properties.setResponseTopic(replyTopic);
        try (visitor) {
            return visitor.publish(RIG + "/cmd/pause", false, 1, properties);
        }
    }

    @Test
    void shouldSignCommandsWithTheNameThatOneCameInBy() throws Exception {
        CommandDesk desk = new CommandDesk(MqttObserver.CLOCK);
        try (MqttPublisher rig = new MqttPublisher(broker, "rig-1", desk);
                MqttVisitor operator = operator();
                MqttVisitor local = local()) {
            MqttObserver.drive(rig, rig::isConnected);
            MqttProperties forged = new MqttProperties();
            forged.setUserProperties(List.of(new UserProperty("person", "bob")));
            assertTrue(operator.publish(RIG + "/cmd/stop", false, 0, forged));
            assertEquals("ann", next(rig, desk).person());
            assertTrue(local.publish(RIG + "/cmd/stop", false, 0, forged));
            assertEquals("bob", next(rig, desk).person(), "who has given no name may say one");
        }
        try (MqttVisitor rig = rig()) {
            assertTrue(rig.publish(RIG + "/status", true, 0, new MqttProperties()), "no others find its status");
        }
    }

    private static OperatorRequest next(MqttPublisher rig, CommandDesk desk) throws InterruptedException {
        List<OperatorRequest> got = new ArrayList<>();
        MqttObserver.drive(rig, () -> {
            OperatorRequest request = desk.poll();
            return request != null && got.add(request);
        });
        return got.getFirst();
    }

    @Test
    void shouldRefuseWillsOnWhatIsNotOnesOwn() throws MqttException {
        String outside = broker.outsideUrl().orElseThrow();
        for (String will : List.of(RIG + "/status", RIG + "/cmd/stop", "loopscope/reply/bob/1", "elsewhere")) {
            assertThrows(MqttException.class, () -> new MqttVisitor(outside, login("ann", ann), "w", will), will);
            assertThrows(
                    MqttException.class, () -> new MqttVisitor(broker.url(), BrokerLogin.ANONYMOUS, "w", will), will);
        }
        assertThrows(
                MqttException.class,
                () -> new MqttVisitor(broker.url(), broker.login("rig-1"), "w", "loopscope/v1/rig-2/status"));
        new MqttVisitor(broker.url(), broker.login("rig-1"), "w", RIG + "/status").close();
    }

    @Test
    void shouldLeaveConnectionsAloneThatOthersTakeTheIdentifierOf() throws MqttException {
        String outside = broker.outsideUrl().orElseThrow();
        try (MqttVisitor operator = new MqttVisitor(outside, login("ann", ann), "page");
                MqttVisitor watcher = new MqttVisitor(outside, login("bob", bob), "page");
                MqttVisitor local = new MqttVisitor(broker.url(), BrokerLogin.ANONYMOUS, "page");
                MqttVisitor rig = new MqttVisitor(broker.url(), broker.login("rig-1"), "page")) {
            assertThrows(MqttException.class, () -> new MqttVisitor(outside, login("ann", Secret.generate()), "page"));
            for (MqttVisitor one : List.of(operator, watcher, local, rig)) {
                // Of the broker, which would have ended the ones before by now.
                assertTrue(one.subscribe(RIG + "/cmd/+"));
                assertTrue(one.isConnected());
            }
        }
    }

    @Test
    void shouldEndSubscriptionsAtACertainNumber() throws MqttException {
        try (MqttVisitor watcher = watcher()) {
            for (int i = 0; i < 256; i++) {
                assertTrue(watcher.subscribe("loopscope/v1/rig-" + i + "/#"));
            }
            assertFalse(watcher.subscribe("loopscope/v1/rig-256/#"));
        }
    }
}
