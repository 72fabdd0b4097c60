package org.loopscope.controller.config;

import java.net.URI;

/** The event stream. */
public sealed interface MqttConfig {
    /** A broker inside the controller, on the loopback interface; port 0 picks a free one. */
    record Embedded(int port) implements MqttConfig {}

    /** A broker somewhere else. */
    record External(URI url) implements MqttConfig {}

    /** No stream. */
    record Off() implements MqttConfig {}
}
