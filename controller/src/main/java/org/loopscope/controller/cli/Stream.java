package org.loopscope.controller.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.MqttConfig;
import org.loopscope.controller.telemetry.Broker;
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

    /** @throws ConfigurationException when the broker cannot be started, for instance because its port is taken */
    static Stream open(ExperimentConfig config, PrintWriter console) {
        Broker broker = switch (config.mqtt()) {
            case MqttConfig.Off off -> null;
            case MqttConfig.Embedded embedded -> start(embedded.port());
            case MqttConfig.External external ->
                new Broker.External(external.url().toString());
        };
        if (broker == null) {
            return none();
        }
        console.println("Events: " + broker.url() + ", topics loopscope/v1/"
                + config.rig().name() + "/#");
        return new Stream(broker, new MqttPublisher(broker, config.rig().name()), console);
    }

    private static Broker start(int port) {
        try {
            return EmbeddedBroker.start(Path.of(System.getProperty("java.io.tmpdir")), port);
        } catch (BrokerStartException e) {
            throw new ConfigurationException("mqtt: " + e.getMessage(), e);
        }
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
