package org.loopscope.controller.telemetry;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * HiveMQ Community Edition inside this process, on the loopback interface only, so that it needs no password. Keeps
 * everything in memory; retained messages end with the process. Starting takes two to three seconds and HiveMQ's own
 * threads.
 */
public final class EmbeddedBroker implements Broker {
    private static final String LOOPBACK = "127.0.0.1";
    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 20;

    private final EmbeddedHiveMQ hive;
    private final Path home;
    private final int port;
    private boolean closed;

    private EmbeddedBroker(EmbeddedHiveMQ hive, Path home, int port) {
        this.hive = hive;
        this.home = home;
        this.port = port;
    }

    /**
     * Starts a broker and waits until it listens.
     *
     * @param parent existing folder in which the broker makes a folder of its own, removed at {@link #close}
     * @param port port to listen on, or 0 for a free one
     * @throws BrokerStartException when it cannot listen there or does not come up
     */
    public static EmbeddedBroker start(Path parent, int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("MQTT port must be 0 (any free one) to 65535, was " + port);
        }
        int chosen = claim(port);
        // Nothing is kept on disk, so there is nothing to wait for when stopping; the default is two seconds.
        InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(0);
        // Idle threads of its extensions would keep a process that has ended for thirty seconds more.
        InternalConfigurations.MANAGED_EXTENSION_THREAD_POOL_KEEP_ALIVE_SEC.set(1);
        Path home = prepareFolder(parent, chosen);
        EmbeddedHiveMQ hive = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(home.resolve("conf"))
                .withDataFolder(home.resolve("data"))
                .withExtensionsFolder(home.resolve("extensions"))
                .withoutLoggingBootstrap()
                .build();
        EmbeddedBroker broker = new EmbeddedBroker(hive, home, chosen);
        try {
            hive.start().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            BrokerStartException failure = new BrokerStartException(
                    "the embedded MQTT broker did not start on port " + chosen + " within " + START_SECONDS
                            + " s; give another port, name an external broker, or switch MQTT off",
                    e);
            try {
                broker.close();
            } catch (IllegalStateException alsoNotStopped) {
                failure.addSuppressed(alsoNotStopped);
            }
            throw failure;
        } catch (InterruptedException e) {
            broker.close();
            Thread.currentThread().interrupt();
            throw new BrokerStartException("interrupted while the MQTT broker started on port " + chosen, e);
        }
        return broker;
    }

    /**
     * Sees that the port can be had, since the broker itself only logs that it cannot. Between this look and the
     * broker's own binding another program may still take it; the broker then does not come up, which is reported too.
     */
    private static int claim(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new BrokerStartException(
                    "MQTT port " + port + " on " + LOOPBACK + " cannot be used (" + e.getMessage()
                            + "): stop the program that has it, give another port (0 picks a free one), or name that"
                            + " broker by its URL",
                    e);
        }
    }

    private static Path prepareFolder(Path parent, int port) {
        try {
            Path home = Files.createTempDirectory(parent, "mqtt-broker-");
            for (String folder : List.of("conf", "data", "extensions")) {
                Files.createDirectory(home.resolve(folder));
            }
            Files.writeString(home.resolve("conf").resolve("config.xml"), """
                    <?xml version="1.0"?>
                    <hivemq>
                      <listeners>
                        <tcp-listener>
                          <port>%d</port>
                          <bind-address>%s</bind-address>
                        </tcp-listener>
                      </listeners>
                      <persistence>
                        <mode>in-memory</mode>
                      </persistence>
                      <anonymous-usage-statistics>
                        <enabled>false</enabled>
                      </anonymous-usage-statistics>
                    </hivemq>
                    """.formatted(port, LOOPBACK));
            return home;
        } catch (IOException e) {
            throw new BrokerStartException(
                    "the embedded MQTT broker cannot write its folder in " + parent + " (" + e.getMessage()
                            + "); choose a folder that can be written",
                    e);
        }
    }

    @Override
    public String url() {
        return "tcp://" + LOOPBACK + ":" + port;
    }

    public int port() {
        return port;
    }

    /** Stops the broker and removes its folder. May be called more than once. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            hive.stop().get(STOP_SECONDS, TimeUnit.SECONDS);
            // Ends the one thread that outlives a stop and would keep the process from ending.
            hive.close();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the embedded MQTT broker on port " + port + " did not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the MQTT broker on port " + port + " stopped", e);
        } finally {
            removeFolder();
        }
    }

    private void removeFolder() {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the broker's folder " + home, e);
        }
    }
}
