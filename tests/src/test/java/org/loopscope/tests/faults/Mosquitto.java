package org.loopscope.tests.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A broker that is not ours, on loopback, in a process of its own; it lets in anybody. */
final class Mosquitto implements AutoCloseable {
    private static final long PATIENCE_MS = 20_000;
    private static final long LOOK_EVERY_MS = 50;

    private final Process process;
    private final int port;

    private Mosquitto(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one that listens; the test is skipped where Mosquitto is not installed. */
    static Mosquitto required(Path folder) throws IOException, InterruptedException {
        Optional<Path> program = Stream.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), "Mosquitto is not installed: apt-get install mosquitto mosquitto-clients");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path configuration = Files.writeString(
                folder.resolve("mosquitto.conf"),
                "listener " + port + " 127.0.0.1\nallow_anonymous true\npersistence false\n");
        Path said = folder.resolve("mosquitto.log");
        Process process = new ProcessBuilder(program.get().toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        Mosquitto broker = new Mosquitto(process, port);
        for (long waitedMs = 0; !broker.listens(); waitedMs += LOOK_EVERY_MS) {
            assertTrue(process.isAlive() && waitedMs < PATIENCE_MS, Files.readString(said));
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
        return broker;
    }

    private boolean listens() {
        try (Socket visit = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return visit.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
