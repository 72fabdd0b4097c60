package org.loopscope.controller.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.DashboardConfig;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.MqttConfig;
import org.loopscope.controller.config.NetworkConfig;
import org.loopscope.controller.dashboard.Dashboard;
import org.loopscope.controller.dashboard.DashboardStartException;
import org.loopscope.controller.mqtt.Broker;
import org.loopscope.controller.mqtt.BrokerLogin;
import org.loopscope.controller.mqtt.BrokerStartException;
import org.loopscope.controller.mqtt.EmbeddedBroker;
import org.loopscope.controller.mqtt.MqttPublisher;
import org.loopscope.controller.operator.CommandDesk;
import org.loopscope.firmware.clock.SystemSessionClock;

/**
 * Who watches a run: an event stream with its broker, a page, both or neither; and the desk that takes commands in.
 *
 * @param console is told what was not delivered, at the end
 */
record Stream(
        @Nullable Broker broker,
        @Nullable MqttPublisher publisher,
        @Nullable Dashboard dashboard,
        CommandDesk desk,
        PrintWriter console)
        implements AutoCloseable {

    static Stream none() {
        return new Stream(null, null, null, newDesk(), new PrintWriter(Writer.nullWriter()));
    }

    /** Commands expire in real time, also in a session at full speed. */
    private static CommandDesk newDesk() {
        return new CommandDesk(new SystemSessionClock(0));
    }

    /** @throws ConfigurationException when the broker cannot be started, or a file it needs cannot be used */
    static Stream open(ExperimentConfig config, PrintWriter console) {
        Broker broker = switch (config.mqtt()) {
            case MqttConfig.Off off -> null;
            case MqttConfig.Embedded embedded -> start(embedded, config.network());
            case MqttConfig.External external -> external(external, console);
        };
        CommandDesk desk = newDesk();
        MqttPublisher publisher = null;
        if (broker != null) {
            console.println("Events: " + broker.url() + ", topics loopscope/v1/"
                    + config.rig().name() + "/#");
            if (broker instanceof EmbeddedBroker embedded) {
                embedded.outsideUrl().ifPresent(url -> console.println("Events for other machines: " + url));
            }
            publisher = new MqttPublisher(broker, config.rig().name(), desk);
        }
        try {
            return new Stream(broker, publisher, page(config, desk, console), desk, console);
        } catch (ConfigurationException e) {
            if (broker != null) {
                broker.close();
            }
            throw e;
        }
    }

    private static @Nullable Dashboard page(ExperimentConfig config, CommandDesk desk, PrintWriter console) {
        return switch (config.dashboard()) {
            case DashboardConfig.Off off -> null;
            case DashboardConfig.Served served -> {
                try {
                    Dashboard dashboard = Dashboard.open(
                            "127.0.0.1",
                            served.port(),
                            config.network()
                                    .filter(any -> served.isReachable())
                                    .map(network -> NetworkFiles.read(served, network)),
                            desk,
                            new SystemSessionClock(0),
                            VersionProvider.VERSION,
                            config.rig().name(),
                            console::println);
                    console.println("Dashboard: " + dashboard.url());
                    dashboard.outsideUrl().ifPresent(url -> console.println("Dashboard for other machines: " + url));
                    yield dashboard;
                } catch (DashboardStartException e) {
                    throw new ConfigurationException("dashboard: " + e.getMessage(), e);
                }
            }
        };
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
        if (dashboard != null) {
            dashboard.close();
        }
        if (publisher != null) {
            publisher.close();
            if (publisher.dropped() > 0) {
                console.println("Events: " + publisher.dropped() + " messages were not delivered, "
                        + publisher.eventsLost()
                        + " of them events, the others telemetry of the moment; connections lost"
                        + " or not to be had: " + publisher.losses());
                console.flush();
            }
        }
        if (broker != null) {
            broker.close();
        }
        if (desk.refused() > 0) {
            console.println("Commands refused before they came to the session: " + desk.refused());
            console.flush();
        }
    }
}
