package org.loopscope.controller.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code network}, {@code mqtt} and {@code dashboard} sections of an experiment file. The keys of one kind of broker may stand beside
 * another, so that an override of {@code mqtt.broker} is enough to change it; they are not used then.
 */
final class NetworkReader {
    private static final int MQTT_PORT = 1883;
    private static final int MQTT_TLS_PORT = 8883;
    private static final int PAGE_PORT = 8470;
    private static final int PAGE_TLS_PORT = 8471;
    private static final String NEEDS_NETWORK =
            "lets other machines in, which needs network.people, network.certificate and network.key; add them, or leave"
                    + " out the address";
    private static final String EXAMPLES =
            "must be embedded, off or an address such as tcp://host:1883 or ssl://host:8883";

    private NetworkReader() {}

    static NetworkConfig network(Section network) {
        NetworkConfig config = new NetworkConfig(
                Path.of(network.text("people")),
                Path.of(network.text("certificate")),
                Path.of(network.text("key")),
                path(network, "client_ca"));
        network.close();
        return config;
    }

    static MqttConfig mqtt(Section mqtt, boolean hasNetwork) {
        String broker = mqtt.text("broker", "embedded");
        MqttConfig.Embedded embedded = new MqttConfig.Embedded(
                bind(mqtt),
                mqtt.integer("port", MQTT_PORT, 0, 65_535),
                mqtt.integer("tls_port", MQTT_TLS_PORT, 0, 65_535));
        Optional<Path> ca = path(mqtt, "ca");
        Optional<String> user = text(mqtt, "user");
        Optional<Path> passwordFile = path(mqtt, "password_file");
        Optional<Path> certificate = path(mqtt, "certificate");
        Optional<Path> key = path(mqtt, "key");
        return switch (broker) {
            case "off" -> new MqttConfig.Off();
            case "embedded" -> hasNetwork || !embedded.isReachable() ? embedded : mqtt.reject("bind", NEEDS_NETWORK);
            default -> {
                MqttConfig.External external =
                        new MqttConfig.External(address(mqtt, broker), ca, user, passwordFile, certificate, key);
                requireWholeLogin(mqtt, external);
                yield external;
            }
        };
    }

    static DashboardConfig dashboard(Section dashboard, boolean hasNetwork) {
        DashboardConfig.Served served = new DashboardConfig.Served(
                bind(dashboard),
                dashboard.integer("port", PAGE_PORT, 0, 65_535),
                dashboard.integer("tls_port", PAGE_TLS_PORT, 0, 65_535));
        if (!dashboard.flag("serve", true)) {
            return new DashboardConfig.Off();
        }
        return hasNetwork || !served.isReachable() ? served : dashboard.reject("bind", NEEDS_NETWORK);
    }

    private static String bind(Section mqtt) {
        String bind = mqtt.text("bind", "127.0.0.1");
        return bind.matches("[0-9A-Za-z.:_-]+")
                ? bind
                : mqtt.reject("bind", "must be an address of this machine, such as 192.168.1.5, or 0.0.0.0 for all");
    }

    /** No complaint repeats an address: people put passwords into them. */
    private static URI address(Section mqtt, String broker) {
        if (broker.contains("@")) {
            return mqtt.reject(
                    "broker",
                    "has a name or a password in its address, which would be logged; leave it out, and"
                            + " give mqtt.user and mqtt.password_file");
        }
        URI url = uri(broker);
        if (url == null || url.getHost() == null || !broker.matches("(tcp|ssl|ws|wss)://.+")) {
            return mqtt.reject("broker", EXAMPLES);
        }
        return url;
    }

    private static @Nullable URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static void requireWholeLogin(Section mqtt, MqttConfig.External external) {
        boolean tls = external.url().getScheme().matches("ssl|wss");
        if (!tls && external.ca().isPresent()) {
            mqtt.reject("ca", "is of no use without TLS; write the address as ssl://host:8883, or leave it out");
        }
        if (!tls && external.certificate().isPresent()) {
            mqtt.reject(
                    "certificate", "is of no use without TLS; write the address as ssl://host:8883, or leave it out");
        }
        if (external.certificate().isPresent() != external.key().isPresent()) {
            mqtt.reject(
                    external.key().isPresent() ? "key" : "certificate",
                    "needs the other of mqtt.certificate and mqtt.key");
        }
        if (external.passwordFile().isPresent() && external.user().isEmpty()) {
            mqtt.reject("password_file", "needs mqtt.user; add it");
        }
    }

    private static Optional<String> text(Section section, String key) {
        return Optional.of(section.text(key, "")).filter(value -> !value.isEmpty());
    }

    private static Optional<Path> path(Section section, String key) {
        return text(section, key).map(Path::of);
    }
}
