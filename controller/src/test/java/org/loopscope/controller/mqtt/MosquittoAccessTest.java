package org.loopscope.controller.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.access.ClientTls;
import org.loopscope.controller.access.Secret;
import org.loopscope.controller.access.TestCertificates;
import org.loopscope.controller.operator.CommandDesk;
import org.loopscope.controller.telemetry.RigMessage;

/** The Mosquitto configuration of docs/mqtt-access.md, as it stands there, run by Mosquitto. */
@Timeout(120)
class MosquittoAccessTest {
    private static final String RIG = "loopscope/v1/rig-1";

    @TempDir
    static Path folder;

    private static TestCertificates lab;
    private static Process mosquitto;
    private static String url;

    @BeforeAll
    static void startMosquitto() throws IOException, InterruptedException {
        Optional<Path> program = Stream.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), "Mosquitto is not installed: apt-get install mosquitto mosquitto-clients");
        lab = new TestCertificates(folder, "lab");
        lab.sign("broker", "broker");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        url = "ssl://127.0.0.1:" + port;
        // Started by root, it reads its files as somebody else.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("acl"), documented("acl"));
        String configuration = documented("mosquitto.conf");
        assertTrue(configuration.startsWith("listener 8883\n"), configuration);
        Files.writeString(
                folder.resolve("mosquitto.conf"),
                configuration
                        .replace("listener 8883", "listener " + port + " 127.0.0.1")
                        .replace("/etc/mosquitto/", folder + "/"));
        for (String name : List.of("rig-1", "ann", "bob")) {
            List<String> command = new ArrayList<>(List.of("mosquitto_passwd", "-b"));
            if (name.equals("rig-1")) {
                command.add("-c");
            }
            command.addAll(List.of(folder.resolve("passwords").toString(), name, "of-" + name));
            assertEquals(0, new ProcessBuilder(command).start().waitFor());
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            }
        }
        mosquitto = new ProcessBuilder(
                        program.get().toString(),
                        "-c",
                        folder.resolve("mosquitto.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        awaitBroker();
    }

    /** The block of the document after a remark with its name. */
    private static String documented(String name) throws IOException {
        String text = Files.readString(Path.of("..", "docs", "mqtt-access.md"));
        String remark = "<!-- " + name + " -->\n```\n";
        int begin = text.indexOf(remark) + remark.length();
        return text.substring(begin, text.indexOf("```", begin));
    }

    private static void awaitBroker() throws IOException, InterruptedException {
        for (int i = 0; i < 100 && !MqttVisitor.isLetIn(url, login("bob")); i++) {
            assertTrue(mosquitto.isAlive(), Files.readString(folder.resolve("said"), StandardCharsets.ISO_8859_1));
            MqttObserver.pause(100);
        }
    }

    @AfterAll
    static void stopMosquitto() throws InterruptedException {
        if (mosquitto != null) {
            mosquitto.destroy();
            mosquitto.waitFor();
        }
    }

    private static BrokerLogin login(String name) {
        return login(name, new Secret("of-" + name));
    }

    private static BrokerLogin login(String name, Secret password) {
        ClientTls tls = new ClientTls(Optional.of(lab.signers()), Optional.empty());
        return new BrokerLogin(Optional.of(name), Optional.of(password), Optional.of(tls));
    }

    @Test
    void shouldLetInByTlsAndPasswordAlone() {
        assertTrue(MqttVisitor.isLetIn(url, login("ann")));
        assertFalse(MqttVisitor.isLetIn(url, login("ann", Secret.generate())));
        BrokerLogin nobody =
                new BrokerLogin(Optional.empty(), Optional.empty(), login("ann").tls());
        assertFalse(MqttVisitor.isLetIn(url, nobody));
        assertFalse(MqttVisitor.isLetIn(url.replace("ssl:", "tcp:"), BrokerLogin.ANONYMOUS));
    }

    @Test
    void shouldCarryARigsStreamAndAnOperatorsCommand() throws Exception {
        CommandDesk desk = new CommandDesk(MqttObserver.CLOCK);
        try (MqttPublisher rig = new MqttPublisher(new Broker.External(url, login("rig-1")), "rig-1", desk);
                MqttObserver bob = new MqttObserver(url, login("bob"), "bob", "loopscope/#");
                MqttObserver ann = new MqttObserver(url, login("ann"), "ann", RIG + "/fault")) {
            assertEquals(new MqttObserver.Received(RIG + "/status", "online", false), bob.next(rig));
            rig.publish(new RigMessage.Fault("light", false, 1));
            assertEquals(RIG + "/fault", bob.next(rig).topic());
            assertEquals(RIG + "/fault", ann.next(rig).topic());
            ann.send(RIG + "/cmd/pause", false, null);
            MqttObserver.drive(rig, () -> desk.poll() != null);
            assertEquals(0, rig.dropped());
        }
    }

    @Test
    void shouldLetNobodyElseSpeakForTheRig() throws MqttException, InterruptedException {
        try (MqttVisitor bob = new MqttVisitor(url, login("bob"), "");
                MqttVisitor ann = new MqttVisitor(url, login("ann"), "");
                MqttVisitor rig = new MqttVisitor(url, login("rig-1"), "")) {
            assertTrue(bob.subscribe("loopscope/v1/rig-1/fault"));
            assertTrue(bob.subscribe("loopscope/v1/rig-1/frame"));
            assertTrue(bob.subscribe("loopscope/v1/rig-1/cmd/+"));
            assertTrue(bob.subscribe("loopscope/reply/#"));
            assertFalse(bob.publish(RIG + "/frame", false));
            assertFalse(bob.publish(RIG + "/cmd/stop", false));
            assertFalse(ann.publish(RIG + "/frame", false));
            assertFalse(ann.publish("loopscope/reply/bob/1", false));
            assertFalse(rig.publish(RIG + "/cmd/stop", false));
            assertTrue(ann.publish(RIG + "/cmd/stop", false));
            assertTrue(rig.publish("loopscope/reply/ann/1", false));
            assertTrue(rig.publish("loopscope/reply/bob/1", false));
            assertTrue(rig.publish(RIG + "/fault", false));
            assertEquals(List.of(RIG + "/cmd/stop", "loopscope/reply/bob/1"), bob.topicsUpTo(RIG + "/fault"));
        }
    }
}
