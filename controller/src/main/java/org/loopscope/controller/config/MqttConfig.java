package org.loopscope.controller.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The event stream. No secret is in it: a password stands in a file of its own, or in the environment. */
public sealed interface MqttConfig {
    /**
     * A broker inside the controller. It always listens on loopback, without TLS.
     *
     * @param bind where it listens by TLS beside, unless {@linkplain NetworkConfig#isThisMachineOnly this is loopback too}
     * @param port on loopback; 0 picks a free one
     * @param tlsPort for TLS; 0 picks a free one
     */
    record Embedded(String bind, int port, int tlsPort) implements MqttConfig {
        public boolean isReachable() {
            return !NetworkConfig.isThisMachineOnly(bind);
        }
    }

    /**
     * A broker somewhere else.
     *
     * @param ca who signed the broker's certificate; the system's own list where left out
     * @param user name to log in with
     * @param passwordFile to the name; the environment variable LOOPSCOPE_MQTT_PASSWORD where left out
     * @param certificate this machine's, with its key in {@code key}, where the broker wants one
     */
    record External(
            URI url,
            Optional<Path> ca,
            Optional<String> user,
            Optional<Path> passwordFile,
            Optional<Path> certificate,
            Optional<Path> key)
            implements MqttConfig {}

    /** No stream. */
    record Off() implements MqttConfig {}
}
