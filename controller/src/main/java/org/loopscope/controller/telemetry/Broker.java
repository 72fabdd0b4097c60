package org.loopscope.controller.telemetry;

/** Where a session's stream goes. */
public sealed interface Broker extends AutoCloseable permits EmbeddedBroker, Broker.External {

    /** What an MQTT client connects to, for instance {@code tcp://127.0.0.1:1883}. */
    String url();

    @Override
    void close();

    /** A broker that somebody else runs. */
    record External(String url) implements Broker {
        public External {
            if (!url.matches("(tcp|ssl|ws|wss)://[^/\\s]+(/\\S*)?")) {
                throw new IllegalArgumentException("MQTT broker '" + url
                        + "' is no broker's address; write it as tcp://host:1883 (or ssl://, ws://, wss://)");
            }
        }

        @Override
        public void close() {
            // Not ours to stop.
        }
    }
}
