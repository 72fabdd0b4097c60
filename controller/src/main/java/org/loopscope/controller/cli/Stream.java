package org.loopscope.controller.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.MqttConfig;
import org.loopscope.controller.operator.CommandDesk;
import org.loopscope.controller.telemetry.Broker;
import org.loopscope.controller.telemetry.BrokerStartException;
import org.loopscope.controller.telemetry.EmbeddedBroker;
import org.loopscope.controller.telemetry.MqttPublisher;
import org.loopscope.firmware.clock.SystemSessionClock;

/**
 * The event stream of a run: a broker and the publisher, or neither; and the desk that takes commands in.
 *
 * @param console is told what was not delivered, at the end
 */
record Stream(@Nullable Broker broker, @Nullable MqttPublisher publisher, CommandDesk desk, PrintWriter console)
        implements AutoCloseable {

    static Stream none() {
        return new Stream(null, null, newDesk(), new PrintWriter(Writer.nullWriter()));
    }

    /** Commands expire in real time, also in a session at full speed. */
    private static CommandDesk newDesk() {
        return new CommandDesk(new SystemSessionClock(0));
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
        CommandDesk desk = newDesk();
        return new Stream(broker, new MqttPublisher(broker, config.rig().name(), desk), desk, console);
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
