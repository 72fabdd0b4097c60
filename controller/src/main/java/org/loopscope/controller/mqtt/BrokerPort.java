package org.loopscope.controller.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port that the embedded broker listens on. */
record BrokerPort(String address, int port) {
    static void requireRange(int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("MQTT port must be 0 (any free one) to 65535, was " + port);
        }
    }

    /**
     * Sees that the port can be had, since the broker itself only logs that it cannot. Between this look and the
     * broker's own binding another program may still take it; the broker then does not come up, which is reported too.
     *
     * @param port 0 for a free one
     */
    static BrokerPort claim(String address, int port) {
        requireRange(port);
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName(address))) {
            return new BrokerPort(address, probe.getLocalPort());
        } catch (IOException e) {
            throw new BrokerStartException(
                    "MQTT port " + port + " on " + address + " cannot be used (" + e.getMessage()
                            + "): stop the program that has it, give another port (0 picks a free one), or name that"
                            + " broker by its URL",
                    e);
        }
    }

    /** The port as an address for clients. */
    String url(String scheme) {
        return scheme + "://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }
}
