package org.loopscope.controller.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopscope.controller.access.AccessList;
import org.loopscope.controller.access.ClientTls;
import org.loopscope.controller.access.PeopleFile;
import org.loopscope.controller.access.Role;
import org.loopscope.controller.access.Secret;
import org.loopscope.controller.access.TestCertificates;
import org.loopscope.controller.operator.CommandDesk;

/** Who gets in at a real broker that other machines reach, and what those cannot do who do not. */
@Timeout(120)
class BrokerAdmissionTest {
    private static final String COMMAND = "loopscope/v1/rig-1/cmd/start";

    /** MQTT 5.0, section 3.1: a greeting without a name. */
    private static final byte[] CONNECT = {0x10, 14, 0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 60, 0, 0, 1, 'x'};

    @TempDir
    static Path folder;

    private static TestCertificates lab;
    private static TestCertificates strangers;
    private static EmbeddedBroker broker;
    private static String outside;
    private static Secret ann;

    @BeforeAll
    static void startBroker() throws IOException, InterruptedException {
        lab = new TestCertificates(folder, "lab");
        lab.sign("rig", "rig");
        lab.sign("carl", "carl");
        lab.sign("unknown", "unknown");
        lab.signExpired("old", "carl");
        strangers = new TestCertificates(folder, "strangers");
        strangers.sign("forged", "carl");
        PeopleFile people = new PeopleFile(folder.resolve("people"));
        ann = people.add("ann", Role.OPERATOR);
        people.add("carl", Role.WATCHER);
        Path home = Files.createDirectory(folder.resolve("broker"));
        broker = EmbeddedBroker.start(
                home,
                0,
                new BrokerNetwork(
                        "127.0.0.2",
                        0,
                        AccessList.read(folder.resolve("people")),
                        lab.identity("rig"),
                        Optional.of(lab.signers())));
        outside = broker.outsideUrl().orElseThrow();
        try (Stream<Path> made = Files.list(home)) {
            Path brokers = made.findFirst().orElseThrow();
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(brokers)));
        }
    }

    @AfterAll
    static void stopBroker() throws IOException {
        broker.close();
        try (Stream<Path> left = Files.list(folder.resolve("broker"))) {
            assertEquals(List.of(), left.toList(), "its key store goes with it");
        }
    }

    private static BrokerLogin login(String name, Secret secret) {
        return new BrokerLogin(Optional.of(name), Optional.of(secret), Optional.of(trusting(lab)));
    }

    private static ClientTls trusting(TestCertificates authority) {
        return new ClientTls(Optional.of(authority.signers()), Optional.empty());
    }

    private static BrokerLogin certificate(TestCertificates authority, String name) {
        return new BrokerLogin(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ClientTls(Optional.of(lab.signers()), Optional.of(authority.identity(name)))));
    }

    @Test
    void shouldLetInByTlsWhoHasASecretAndNobodyElse() {
        assertTrue(MqttVisitor.isLetIn(outside, login("ann", ann)));
        assertFalse(MqttVisitor.isLetIn(
                outside, new BrokerLogin(Optional.empty(), Optional.empty(), Optional.of(trusting(lab)))));
        assertFalse(MqttVisitor.isLetIn(outside, login("ann", Secret.generate())));
        assertFalse(MqttVisitor.isLetIn(outside, login("carl", ann)), "another's secret");
        assertFalse(MqttVisitor.isLetIn(outside, login("eve", ann)));
        assertFalse(MqttVisitor.isLetIn(outside, login("rig:rig-1", Secret.generate())));
        assertFalse(MqttVisitor.isLetIn(outside, login("", new Secret(""))));
    }

    @Test
    void shouldTakeARigsStreamByTls() throws Exception {
        BrokerLogin own = broker.login("far-rig");
        BrokerLogin login = new BrokerLogin(own.user(), own.password(), Optional.of(trusting(lab)));
        try (MqttPublisher publisher = new MqttPublisher(
                        new Broker.External(outside, login), "far-rig", new CommandDesk(MqttObserver.CLOCK));
                MqttObserver observer = new MqttObserver(broker.url(), "far", "loopscope/v1/far-rig/status")) {
            assertEquals("online", observer.next(publisher).text());
        }
    }

    @Test
    void shouldHoldLocalPeopleToTheNameTheyGive() {
        assertTrue(MqttVisitor.isLetIn(broker.url(), BrokerLogin.ANONYMOUS));
        assertTrue(MqttVisitor.isLetIn(broker.url(), BrokerLogin.of("ann", ann)));
        assertFalse(MqttVisitor.isLetIn(broker.url(), BrokerLogin.of("ann", Secret.generate())));
        assertFalse(MqttVisitor.isLetIn(broker.url(), BrokerLogin.of("rig:rig-1", Secret.generate())));
        assertFalse(MqttVisitor.isLetIn(broker.url(), BrokerLogin.of("local", new Secret(""))));
    }

    @Test
    void shouldLetInByCertificateWhoIsInTheList() throws MqttException {
        try (MqttVisitor carl = new MqttVisitor(outside, certificate(lab, "carl"), "")) {
            assertTrue(carl.subscribe("loopscope/reply/carl/1"));
            assertFalse(carl.publish(COMMAND, false), "a watcher");
        }
        assertFalse(MqttVisitor.isLetIn(outside, certificate(lab, "unknown")), "signed, and not in the list");
        assertFalse(MqttVisitor.isLetIn(outside, certificate(strangers, "forged")), "in the list, and not signed");
    }

    @Test
    void shouldRefuseACertificateWhoseTimeIsOver() throws IOException {
        URI address = URI.create(outside);
        for (String name : List.of("carl", "old")) {
            try (SSLSocket socket = lab.connected(name, address.getHost(), address.getPort())) {
                socket.getOutputStream().write(CONNECT);
                socket.setSoTimeout(15_000);
                if (name.equals("carl")) {
                    assertEquals(0x20, socket.getInputStream().read(), "let in");
                } else {
                    assertThrows(
                            SSLException.class, () -> socket.getInputStream().read());
                }
            }
        }
    }

    @Test
    void shouldBeRefusedByClientsThatTrustAnotherAuthority() {
        BrokerLogin wrong = new BrokerLogin(Optional.of("ann"), Optional.of(ann), Optional.of(trusting(strangers)));
        assertFalse(MqttVisitor.isLetIn(outside, wrong));
        BrokerLogin systems = new BrokerLogin(
                Optional.of("ann"), Optional.of(ann), Optional.of(new ClientTls(Optional.empty(), Optional.empty())));
        assertFalse(MqttVisitor.isLetIn(outside, systems));
    }

    @Test
    void shouldBeRefusedByClientsThatMeanAnotherHost() {
        try (EmbeddedBroker other = EmbeddedBroker.start(
                folder,
                0,
                new BrokerNetwork("127.0.0.3", 0, new AccessList(List.of()), lab.identity("rig"), Optional.empty()))) {
            // Its certificate names 127.0.0.2; a client that did not look would be refused too, but with a password
            // sent.
            MqttException refused = assertThrows(
                    MqttException.class,
                    () -> new MqttVisitor(other.outsideUrl().orElseThrow(), login("ann", ann), ""));
            assertTrue(String.valueOf(refused.getCause()).contains("127.0.0.3"), () -> "" + refused.getCause());
        }
    }

    @Test
    void shouldRefusePlainConnectionsToTheTlsPort() throws IOException {
        assertFalse(MqttVisitor.isLetIn(outside.replace("ssl://", "tcp://"), BrokerLogin.of("ann", ann)));
        for (byte[] bytes : List.of("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII), new byte[64])) {
            URI address = URI.create(outside);
            try (Socket plain = new Socket(InetAddress.getByName(address.getHost()), address.getPort())) {
                plain.getOutputStream().write(bytes);
                assertCutOff(plain);
            }
        }
        assertUnharmed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    void shouldSpeakNoOldTls(String protocol) throws IOException {
        URI address = URI.create(outside);
        try (Socket socket = trusting(lab).socketFactory().createSocket(address.getHost(), address.getPort())) {
            ((SSLSocket) socket).setEnabledProtocols(new String[] {protocol});
            assertThrows(IOException.class, ((SSLSocket) socket)::startHandshake);
        }
    }

    @Test
    void shouldCutOffWhoSendsTooMuchAndServeTheOthers() throws MqttException {
        try (MqttVisitor operator = new MqttVisitor(outside, login("ann", ann), "a");
                MqttVisitor other = new MqttVisitor(outside, login("ann", ann), "b")) {
            assertTrue(operator.publish(COMMAND, false, 60_000, new MqttProperties()));
            assertFalse(operator.publish(COMMAND, false, 70_000, new MqttProperties()));
            assertTrue(other.publish(COMMAND, false));
        }
        assertUnharmed();
    }

    @Test
    void shouldGoOnWhenBytesAreNoMqtt() throws IOException {
        List<byte[]> sent = new ArrayList<>();
        // A length of 256 MiB; one that has no end; a topic longer than its packet; a second greeting; an unknown kind.
        sent.add(new byte[] {0x10, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F});
        sent.add(new byte[] {0x30, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF});
        sent.add(joined(CONNECT, new byte[] {0x30, 4, 0x7F, 0x7F, 'a', 'b'}));
        sent.add(joined(CONNECT, CONNECT));
        sent.add(joined(CONNECT, new byte[] {0x00, 0}));
        Random random = new Random(7);
        for (int i = 0; i < 40; i++) {
            byte[] noise = new byte[1 + random.nextInt(300)];
            random.nextBytes(noise);
            sent.add(i % 2 == 0 ? noise : joined(CONNECT, noise));
        }
        for (byte[] bytes : sent) {
            try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), broker.port())) {
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
                assertCutOff(socket);
            }
        }
        assertUnharmed();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static void assertCutOff(Socket socket) throws IOException {
        socket.setSoTimeout(15_000);
        try {
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                // An answer before the end.
            }
        } catch (SocketException reset) {
            assertFalse(String.valueOf(reset.getMessage()).isEmpty());
        }
    }

    private static void assertUnharmed() {
        assertTrue(MqttVisitor.isLetIn(outside, login("ann", ann)));
        assertTrue(MqttVisitor.isLetIn(broker.url(), BrokerLogin.ANONYMOUS));
    }
}
