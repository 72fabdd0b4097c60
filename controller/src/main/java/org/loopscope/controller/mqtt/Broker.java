package org.loopscope.controller.mqtt;

/** Where a session's stream goes. */
public sealed interface Broker extends AutoCloseable permits EmbeddedBroker, Broker.External {

    /** What an MQTT client connects to, for instance {@code tcp://127.0.0.1:1883}. */
    String url();

    /** How a rig says to it who it is. */
    BrokerLogin login(String rig);

    @Override
    void close();

    /** A broker that somebody else runs, who also says what this rig may do there. */
    record External(String url, BrokerLogin login) implements Broker {
        /** The message does not repeat the address, which may hold what is secret. */
        public External {
            if (!url.matches("(tcp|ssl|ws|wss)://[^/@\\s]+(/\\S*)?")) {
                throw new IllegalArgumentException("the MQTT broker's address is none; write it as tcp://host:1883"
                        + " (or ssl://, ws://, wss://), without a name or password in it");
            }
        }

        /** One that lets in anybody. */
        public External(String url) {
            this(url, BrokerLogin.ANONYMOUS);
        }

        @Override
        public BrokerLogin login(String rig) {
            return login;
        }

        @Override
        public void close() {
            // Not ours to stop.
        }
    }
}
