package org.loopscope.controller.mqtt;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.loopscope.controller.access.AccessList;
import org.loopscope.controller.access.Secret;

/**
 * HiveMQ Community Edition inside this process. It listens on the loopback interface, where it asks no name, and by TLS where
 * other machines are to reach it, where nobody is without one; {@link BrokerUser} has who may do what. Keeps everything in
 * memory; retained messages end with the process. Starting takes two to three seconds and HiveMQ's own threads.
 */
public final class EmbeddedBroker implements Broker {
    private static final String LOOPBACK = "127.0.0.1";
    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 20;

    /** What of telemetry may wait inside the broker for one client. */
    private static final int MOST_WAITING_BYTES = 1 << 20;

    private final EmbeddedHiveMQ hive;
    private final BrokerFolder folder;
    private final BrokerPort local;
    private final Optional<BrokerPort> outside;
    private final BrokerIdentity identity;
    private boolean closed;

    private EmbeddedBroker(
            BrokerFolder folder,
            BrokerPort local,
            Optional<BrokerPort> outside,
            BrokerIdentity identity,
            BrokerGate gate) {
        this.folder = folder;
        this.local = local;
        this.outside = outside;
        this.identity = identity;
        hive = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(folder.conf())
                .withDataFolder(folder.home().resolve("data"))
                .withExtensionsFolder(folder.home().resolve("extensions"))
                .withEmbeddedExtension(EmbeddedExtension.builder()
                        .withId("loopscope-access")
                        .withName("Loopscope access")
                        .withVersion("1")
                        .withExtensionMain(gate)
                        .build())
                .withoutLoggingBootstrap()
                .build();
    }

    /**
     * Starts a broker on loopback alone and waits until it listens.
     *
     * @param parent existing folder in which the broker makes a folder of its own, removed at {@link #close}
     * @param port port to listen on, or 0 for a free one
     * @throws BrokerStartException when it cannot listen there or does not come up
     */
    public static EmbeddedBroker start(Path parent, int port) {
        return start(parent, port, Optional.empty());
    }

    /** The same, where other machines reach it too. */
    public static EmbeddedBroker start(Path parent, int port, BrokerNetwork network) {
        return start(parent, port, Optional.of(network));
    }

    private static EmbeddedBroker start(Path parent, int port, Optional<BrokerNetwork> network) {
        BrokerPort local = BrokerPort.claim(LOOPBACK, port);
        Optional<BrokerPort> outside = network.map(reached -> BrokerPort.claim(reached.bind(), reached.port()));
        // Nothing is kept on disk, so there is nothing to wait for when stopping; the default is two seconds.
        InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(0);
        // Idle threads of its extensions would keep a process that has ended for thirty seconds more.
        InternalConfigurations.MANAGED_EXTENSION_THREAD_POOL_KEEP_ALIVE_SEC.set(1);
        InternalConfigurations.QOS_0_MEMORY_LIMIT_PER_CLIENT_BYTES.set(MOST_WAITING_BYTES);
        BrokerIdentity identity = new BrokerIdentity(
                Secret.generate(), network.map(BrokerNetwork::people).orElse(new AccessList(List.of())));
        BrokerGate gate = new BrokerGate(identity);
        EmbeddedBroker broker =
                new EmbeddedBroker(BrokerFolder.make(parent, local, outside, network), local, outside, identity, gate);
        try {
            broker.hive.start().get(START_SECONDS, TimeUnit.SECONDS);
            if (!gate.stands()) {
                throw new ExecutionException(new IllegalStateException("its access rules were not taken"));
            }
        } catch (ExecutionException | TimeoutException e) {
            BrokerStartException failure = new BrokerStartException(
                    "the embedded MQTT broker did not start on port " + local.port() + " within " + START_SECONDS
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
            throw new BrokerStartException("interrupted while the MQTT broker started on port " + local.port(), e);
        }
        return broker;
    }

    /** For programs on this machine. */
    @Override
    public String url() {
        return local.url("tcp");
    }

    /** For other machines, where they reach it. */
    public Optional<String> outsideUrl() {
        return outside.map(port -> port.url("ssl"));
    }

    @Override
    public BrokerLogin login(String rig) {
        return identity.rigLogin(rig);
    }

    public int port() {
        return local.port();
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
            throw new IllegalStateException("the embedded MQTT broker on port " + local.port() + " did not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while the MQTT broker on port " + local.port() + " stopped", e);
        } finally {
            folder.remove();
        }
    }
}
