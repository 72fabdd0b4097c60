package org.loopscope.controller.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.MqttConfig;
import org.loopscope.controller.config.NetworkConfig;
import org.loopscope.controller.telemetry.Broker;
import org.loopscope.controller.telemetry.BrokerLogin;
import org.loopscope.controller.telemetry.BrokerStartException;
import org.loopscope.controller.telemetry.EmbeddedBroker;
import org.loopscope.controller.telemetry.MqttPublisher;

/**
 * The event stream of a run: a broker and the publisher, or neither.
 *
 * @param console is told what was not delivered, at the end
 */
record Stream(@Nullable Broker broker, @Nullable MqttPublisher publisher, PrintWriter console)
        implements AutoCloseable {

    static Stream none() {
        return new Stream(null, null, new PrintWriter(Writer.nullWriter()));
    }

    /** @throws ConfigurationException when the broker cannot be started, or a file it needs cannot be used */
    static Stream open(ExperimentConfig config, PrintWriter console) {
        Broker broker = switch (config.mqtt()) {
            case MqttConfig.Off off -> null;
            case MqttConfig.Embedded embedded -> start(embedded, config.network());
            case MqttConfig.External external -> external(external, console);
        };
        if (broker == null) {
            return none();
        }
        console.println("Events: " + broker.url() + ", topics loopscope/v1/"
                + config.rig().name() + "/#");
        if (broker instanceof EmbeddedBroker embedded) {
            embedded.outsideUrl().ifPresent(url -> console.println("Events for other machines: " + url));
        }
        return new Stream(broker, new MqttPublisher(broker, config.rig().name()), console);
    }

    private static Broker start(MqttConfig.Embedded embedded, Optional<NetworkConfig> network) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            return embedded.isReachable() && network.isPresent()
                    ? EmbeddedBroker.start(folder, embedded.port(), NetworkFiles.read(embedded, network.get()))
                    : EmbeddedBroker.start(folder, embedded.port());
        } catch (BrokerStartException e) {
            throw new ConfigurationException("mqtt: " + e.getMessage(), e);
        }
    }

    private static Broker external(MqttConfig.External external, PrintWriter console) {
        BrokerLogin login = NetworkFiles.login(external, System.getenv(NetworkFiles.PASSWORD_VARIABLE));
        if (login.password().isPresent() && login.tls().isEmpty()) {
            console.println("Notice: the password goes to " + external.url()
                    + " as it is, for all on the way to read; ssl:// hides it");
        }
        return new Broker.External(external.url().toString(), login);
    }

    @Override
    public void close() {
        if (publisher != null) {
            publisher.close();
            if (publisher.dropped() > 0) {
                console.println("Events: " + publisher.dropped() + " messages were not delivered; the broker was gone "
                        + publisher.losses() + " times");
                console.flush();
            }
        }
        if (broker != null) {
            broker.close();
        }
    }
}
