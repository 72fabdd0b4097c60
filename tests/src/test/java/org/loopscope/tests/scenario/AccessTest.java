package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.Main;
import org.loopscope.controller.access.AccessList;
import org.loopscope.controller.access.Secret;
import org.loopscope.controller.mqtt.BrokerLogin;
import org.loopscope.controller.mqtt.EmbeddedBroker;

/** The list of people on the command line, and a run that keeps its secrets to itself. */
final class AccessTest {
    @TempDir
    Path folder;

    private record Said(int exitCode, String text) {
        void assertRefused(String why) {
            assertEquals(2, exitCode, text);
            assertEquals(1, text.lines().count(), text);
            assertTrue(text.contains(why), text);
        }
    }

    private static Said loopscope(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream kept = new PrintStream(said, true, StandardCharsets.UTF_8);
        try {
            System.setOut(kept);
            System.setErr(kept);
            int exitCode = Main.run(arguments);
            return new Said(exitCode, said.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private Said access(String... arguments) {
        List<String> all = new ArrayList<>(List.of("access"));
        all.addAll(Arrays.asList(arguments));
        all.addAll(List.of("--file", people().toString()));
        return loopscope(all.toArray(String[]::new));
    }

    private Path people() {
        return folder.resolve("people");
    }

    @Test
    void shouldLetPeopleInAndOut() {
        Said added = access("add", "ann", "--role", "operator");
        assertEquals(0, added.exitCode(), added.text());
        Secret secret = new Secret(added.text().lines().findFirst().orElseThrow());
        assertTrue(AccessList.read(people()).role("ann", secret).isPresent());
        assertEquals(0, access("add", "bob", "--role", "watcher").exitCode());
        assertEquals("ann operator\nbob watcher\n", access("list").text());
        assertEquals(0, access("remove", "ann").exitCode());
        assertEquals("bob watcher\n", access("list").text());
    }

    @Test
    void shouldSayWhatIsWrongInOneLine() throws IOException {
        access("list").assertRefused(people() + " does not exist");
        access("add", "Ann", "--role", "watcher").assertRefused("'Ann' is no name");
        access("add", "ann", "--role", "admin").assertRefused("--role must be watcher or operator");
        access("add", "ann").assertRefused("--role");
        assertEquals(2, loopscope("access").exitCode());
        assertEquals(0, access("add", "ann", "--role", "watcher").exitCode());
        access("add", "ann", "--role", "watcher").assertRefused("ann is there already");
        access("remove", "eve").assertRefused("nobody called 'eve'");
        Files.writeString(people(), "ann\n");
        access("list").assertRefused(people() + " line 1: must be");
    }

    @Test
    void shouldRefuseARunWithoutTheFilesThatItNeeds() throws IOException {
        String network = "network={ people: " + people() + ", certificate: rig.crt, key: rig.key }";
        run("mqtt.broker=embedded", "mqtt.bind=127.0.0.2").assertRefused("'mqtt.bind' lets other machines in");
        run("mqtt.broker=embedded", "mqtt.bind=127.0.0.2", network).assertRefused(people() + " does not exist");
        assertEquals(0, access("add", "ann", "--role", "watcher").exitCode());
        run("mqtt.broker=embedded", "mqtt.bind=127.0.0.2", network)
                .assertRefused("'network.certificate': rig.crt does not exist");
        Files.writeString(folder.resolve("no.crt"), "none");
        run("mqtt.broker=ssl://localhost:1", "mqtt.ca=" + folder.resolve("no.crt"))
                .assertRefused("'mqtt.ca': " + folder.resolve("no.crt") + " holds");
        run("mqtt.broker=tcp://localhost:1", "mqtt.user=rig").assertRefused("'mqtt.user' has no password");
        Said told = run("mqtt.broker=tcp://rig:hunter2@localhost:1");
        told.assertRefused("'mqtt.broker' has a name or a password in its address");
        assertFalse(told.text().contains("hunter2"));
        assertFalse(Files.exists(folder.resolve("out")), "a refused session must leave nothing behind");
    }

    private Said run(String... overrides) {
        List<String> arguments =
                new ArrayList<>(List.of("run", SmallSession.experiment(folder).toString()));
        arguments.addAll(
                List.of("--speed", "max", "--out", folder.resolve("out").toString()));
        Stream.concat(SmallSession.shortened().stream(), Stream.of(overrides))
                .forEach(override -> arguments.addAll(List.of("--set", override)));
        return loopscope(arguments.toArray(String[]::new));
    }

    @Test
    void shouldShowNoSecretInWhatARunSaysAndLeaves() throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            BrokerLogin login = broker.login("test-rig");
            String secret = login.password().orElseThrow().reveal();
            String wrong = Secret.generate().reveal();
            String user = "mqtt.user=" + login.user().orElseThrow();
            Path file = folder.resolve("password");
            Files.writeString(file, secret + "\n");
            Said right = run("mqtt.broker=" + broker.url(), user, "mqtt.password_file=" + file);
            assertEquals(0, right.exitCode(), right.text());
            assertTrue(right.text().contains("Notice: the password goes to " + broker.url()), right.text());
            assertFalse(right.text().contains("does not answer"), right.text());
            Files.writeString(file, wrong + "\n");
            Said refused = run("mqtt.broker=" + broker.url(), user, "mqtt.password_file=" + file);
            assertEquals(0, refused.exitCode(), "a session goes on without its stream");
            assertTrue(refused.text().contains("messages were not delivered"), refused.text());
            Files.delete(file);
            assertFalse(right.text().contains(secret));
            assertFalse(refused.text().contains(wrong));
            try (Stream<Path> left = Files.walk(folder)) {
                List<Path> files = left.filter(Files::isRegularFile).toList();
                assertTrue(files.size() > 10, files::toString);
                for (Path one : files) {
                    String bytes = new String(Files.readAllBytes(one), StandardCharsets.ISO_8859_1);
                    assertFalse(bytes.contains(secret) || bytes.contains(wrong), one::toString);
                }
            }
        }
    }
}
