package org.loopscope.controller.mqtt;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.loopscope.controller.access.Secret;

/**
 * The embedded broker's own folder, readable by nobody else: its configuration, and the key stores made from the files that
 * the experiment names. It goes with the broker.
 */
record BrokerFolder(Path home) {
    /** Names of the listeners, by which the broker tells them apart. */
    static final String LOCAL_LISTENER = "local";

    static final String TLS_LISTENER = "tls";

    /** More than any message of a rig. A client that sends more is cut off. */
    static final int MOST_PACKET_BYTES = 64 * 1024;

    /**
     * Messages with an acknowledgement that wait for a slow client, as many as the rig itself keeps; the oldest go. Those
     * without are dropped at once.
     */
    private static final int MOST_QUEUED_MESSAGES = 1_024;

    private static final int MOST_CONNECTIONS = 64;
    private static final int MOST_TOPIC_BYTES = 256;
    private static final int MOST_CLIENT_ID_BYTES = 128;
    private static final int MOST_ALIASES = 16;
    private static final int NO_CONNECT_MS = 5_000;

    /** @param parent existing folder to make it in */
    static BrokerFolder make(
            Path parent, BrokerPort local, Optional<BrokerPort> outside, Optional<BrokerNetwork> network) {
        try {
            // Made with the rights of its owner only.
            BrokerFolder folder = new BrokerFolder(Files.createTempDirectory(parent, "mqtt-broker-"));
            for (String name : List.of("conf", "data", "extensions")) {
                Files.createDirectory(folder.home.resolve(name));
            }
            String tls =
                    network.isPresent() && outside.isPresent() ? folder.tlsListener(outside.get(), network.get()) : "";
            Files.writeString(folder.conf().resolve("config.xml"), configuration(local, tls));
            return folder;
        } catch (IOException e) {
            throw new BrokerStartException(
                    "the embedded MQTT broker cannot write its folder in " + parent + " (" + e.getMessage()
                            + "); choose a folder that can be written",
                    e);
        }
    }

    Path conf() {
        return home.resolve("conf");
    }

    private String tlsListener(BrokerPort outside, BrokerNetwork network) throws IOException {
        Secret password = Secret.generate();
        Path identity = stored(network.identity().keyStore(password), "identity.p12", password);
        String trust = "";
        if (network.clientSigners().isPresent()) {
            Path signers = stored(network.clientSigners().get().trustStore(password), "signers.p12", password);
            trust = "<truststore><path>%s</path><password>%s</password></truststore>"
                    .formatted(escaped(signers.toString()), password.reveal());
        }
        return """
                    <tls-tcp-listener>
                      <port>%d</port>
                      <bind-address>%s</bind-address>
                      <name>%s</name>
                      <tls>
                        <keystore>
                          <path>%s</path>
                          <password>%s</password>
                          <private-key-password>%s</private-key-password>
                        </keystore>
                        %s
                        <protocols><protocol>TLSv1.3</protocol><protocol>TLSv1.2</protocol></protocols>
                        <client-authentication-mode>%s</client-authentication-mode>
                      </tls>
                    </tls-tcp-listener>
                """.formatted(
                        outside.port(),
                        escaped(outside.address()),
                        TLS_LISTENER,
                        escaped(identity.toString()),
                        password.reveal(),
                        password.reveal(),
                        trust,
                        network.clientSigners().isPresent() ? "OPTIONAL" : "NONE");
    }

    private Path stored(KeyStore store, String name, Secret password) throws IOException {
        Path file = conf().resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.reveal().toCharArray());
            return file;
        } catch (GeneralSecurityException e) {
            throw new IOException("a key store cannot be written", e);
        }
    }

    /** Nobody's session outlasts their connection: nothing is kept for those who have gone. */
    private static String configuration(BrokerPort local, String tlsListener) {
        return """
                <?xml version="1.0"?>
                <hivemq>
                  <listeners>
                    <tcp-listener>
                      <port>%d</port>
                      <bind-address>%s</bind-address>
                      <name>%s</name>
                    </tcp-listener>
                %s
                  </listeners>
                  <mqtt>
                    <queued-messages><max-queue-size>%d</max-queue-size><strategy>discard-oldest</strategy></queued-messages>
                    <topic-alias><enabled>true</enabled><max-per-client>%d</max-per-client></topic-alias>
                    <session-expiry><max-interval>0</max-interval></session-expiry>
                    <shared-subscriptions><enabled>false</enabled></shared-subscriptions>
                    <packets><max-packet-size>%d</max-packet-size></packets>
                  </mqtt>
                  <restrictions>
                    <max-connections>%d</max-connections>
                    <max-client-id-length>%d</max-client-id-length>
                    <max-topic-length>%d</max-topic-length>
                    <no-connect-idle-timeout>%d</no-connect-idle-timeout>
                  </restrictions>
                  <persistence>
                    <mode>in-memory</mode>
                  </persistence>
                  <anonymous-usage-statistics>
                    <enabled>false</enabled>
                  </anonymous-usage-statistics>
                </hivemq>
                """.formatted(
                        local.port(),
                        escaped(local.address()),
                        LOCAL_LISTENER,
                        tlsListener,
                        MOST_QUEUED_MESSAGES,
                        MOST_ALIASES,
                        MOST_PACKET_BYTES,
                        MOST_CONNECTIONS,
                        MOST_CLIENT_ID_BYTES,
                        MOST_TOPIC_BYTES,
                        NO_CONNECT_MS);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    void remove() {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the broker's folder " + home, e);
        }
    }
}
