package org.loopscope.tests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.loopscope.controller.Main;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.tests.scenario.RunningSession;
import org.loopscope.tests.scenario.SmallSession;

/**
 * A session with the people, certificates, sections and subscribers of docs/mqtt.md and docs/mqtt-access.md, typed as they
 * stand there. Only addresses, ports and folders are others.
 */
final class DocumentedSession {
    /** The one that prints text, without a name. */
    static final String TEXT = "mosquitto_sub on this machine";

    static final String TLS = "mosquitto_sub from elsewhere";
    static final String NODE = "subscribe.mjs";
    static final String PYTHON = "subscribe.py";
    static final String RIG = "loopscope/v1/simulated-rig/";

    /** An address of this machine that does not count as one. */
    private static final String OUTSIDE = "127.0.0.2";

    private static final long LONG_MS = 60_000;
    private static final long LOOK_EVERY_MS = 50;

    private final Path folder;
    private final DocumentedLines stream;
    private final DocumentedLines access;
    private final int port;
    private final int tlsPort;

    DocumentedSession(Path folder) throws IOException {
        this.folder = folder;
        stream = DocumentedLines.of("mqtt.md");
        access = DocumentedLines.of("mqtt-access.md");
        port = freePort("127.0.0.1");
        tlsPort = freePort(OUTSIDE);
    }

    private static int freePort(String address) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return free.getLocalPort();
        }
    }

    /**
     * Starts it when all subscribers listen, marks it after its first decision, and stops it; answers the subscribers.
     *
     * @param python the interpreter that has paho-mqtt; none for empty
     */
    List<Listening> run(String python) throws IOException, InterruptedException {
        String secret = letPeopleIn();
        makeCertificates();
        List<Listening> all = new ArrayList<>();
        try (RunningSession session = RunningSession.start(folder, arguments())) {
            awaitBroker(session);
            listen(all, secret, python);
            awaitStatus(all, "online");
            command("start");
            Listening text = all.getFirst();
            text.await(line -> line.startsWith(RIG + "decision"), LONG_MS);
            publish(stream.beginning("mosquitto_pub").getFirst());
            text.await(line -> line.startsWith(RIG + "mark"), LONG_MS);
            command("stop");
            awaitStatus(all, "offline");
            assertTrue(session.ends(java.time.Duration.ofMillis(LONG_MS)), session::console);
        } finally {
            all.forEach(Listening::close);
        }
        return all;
    }

    /** Answers the secret of the first, who is ann. */
    private String letPeopleIn() {
        List<String> said = new ArrayList<>();
        for (String line : access.beginning("./loopscope access")) {
            String[] words = line.replace(
                            "/etc/loopscope/people", folder.resolve("people").toString())
                    .split(" +", -1);
            PrintStream console = System.out;
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
                assertEquals(0, Main.run(Arrays.copyOfRange(words, 1, words.length)), line);
            } finally {
                System.setOut(console);
            }
            said.add(out.toString(StandardCharsets.UTF_8));
        }
        assertEquals("ann operator\nbob watcher\n", said.get(2), "the third line lists them");
        return said.getFirst().lines().findFirst().orElseThrow();
    }

    private void makeCertificates() throws IOException {
        String commands = access.block("openssl req").replace("IP:192.168.1.5", "IP:" + OUTSIDE);
        Path script = Files.writeString(folder.resolve("certificates.sh"), "set -e\ncd '" + folder + "'\n" + commands);
        ForeignProgram made = ForeignProgram.run(List.of("sh", script.toString()));
        assertTrue(made.succeeded(), made::said);
    }

    private String[] arguments() {
        String network = access.section("network")
                .replace("/etc/loopscope/people", folder.resolve("people").toString())
                .replaceAll("(rig|lab-ca)\\.(crt|key)", folder + "/$1.$2");
        return Stream.concat(
                        SmallSession.shortened().stream(),
                        Stream.of(
                                network,
                                onOurPorts(access.section("mqtt")).replace("0.0.0.0", OUTSIDE),
                                "rig.name=simulated-rig",
                                "start=armed",
                                "rig.start_trigger=600 s",
                                "blocks.spontaneous.duration=1500 ms"))
                .flatMap(override -> Stream.of("--set", override))
                .toArray(String[]::new);
    }

    private String onOurPorts(String text) {
        return text.replace("8883", Integer.toString(tlsPort)).replace("1883", Integer.toString(port));
    }

    private void listen(List<Listening> all, String secret, String python) throws IOException {
        Path root = Path.of("..");
        all.add(Listening.to(TEXT, stream.beginning("mosquitto_sub").getFirst() + " -p " + port, root, folder));
        String outside = onOurPorts(access.quoted("mosquitto_sub -h rig.lab"))
                .replace("rig.lab", OUTSIDE)
                .replace("SECRET", secret);
        all.add(Listening.to(TLS, outside, folder, folder));
        // Beside its library: Node.js looks nowhere else.
        Path script = Path.of("target", "browser", "subscribe.mjs").toAbsolutePath();
        Files.copy(Path.of("..", "docs", "mqtt", "subscribe.mjs"), script, StandardCopyOption.REPLACE_EXISTING);
        String node = stream.beginning("node ").getFirst().replace("docs/mqtt/subscribe.mjs", script.toString());
        all.add(Listening.to(NODE, node + " " + port, root, folder));
        if (!python.isEmpty()) {
            String line = stream.beginning("python3 ").getFirst().replace("python3", python);
            all.add(Listening.to(PYTHON, line + " " + port, root, folder));
        }
    }

    private void awaitBroker(RunningSession session) throws InterruptedException {
        for (long waitedMs = 0; waitedMs < LONG_MS; waitedMs += LOOK_EVERY_MS) {
            assertTrue(session.isAlive(), session::console);
            try (Socket visit = new Socket(OUTSIDE, tlsPort)) {
                assertTrue(visit.isConnected());
                return;
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
            }
        }
        throw new AssertionError("no broker: " + session.console());
    }

    private static void awaitStatus(List<Listening> all, String status) throws IOException, InterruptedException {
        for (Listening one : all) {
            one.await(line -> line.equals(status) || line.endsWith("status " + status), LONG_MS);
        }
    }

    private void command(String verb) {
        publish("mosquitto_pub -V 5 -h 127.0.0.1 -t " + RIG + "cmd/" + verb + " -m '{}'");
    }

    private void publish(String line) {
        ForeignProgram sent = ForeignProgram.run(List.of("sh", "-c", line + " -p " + port));
        assertTrue(sent.succeeded(), sent::said);
    }

    /** The session's log, once it has ended. */
    List<SessionEvent> journal() throws IOException {
        List<SessionEvent> events = new ArrayList<>();
        Path journal = SmallSession.sessionIn(folder).resolve("session.journal");
        try (JournalReader reader = JournalReader.open(journal)) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                events.add(event);
            }
        }
        return events;
    }
}
