package org.loopscope.controller.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.access.AccessList;
import org.loopscope.controller.access.ClientTls;
import org.loopscope.controller.access.PemFile;
import org.loopscope.controller.access.Secret;
import org.loopscope.controller.access.TlsIdentity;
import org.loopscope.controller.access.TrustedSigners;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.DashboardConfig;
import org.loopscope.controller.config.MqttConfig;
import org.loopscope.controller.config.NetworkConfig;
import org.loopscope.controller.dashboard.PageNetwork;
import org.loopscope.controller.mqtt.BrokerLogin;
import org.loopscope.controller.mqtt.BrokerNetwork;

/** Reads the files that {@code network} and {@code mqtt} name, when a run opens its stream. */
final class NetworkFiles {
    static final String PASSWORD_VARIABLE = "LOOPSCOPE_MQTT_PASSWORD";

    private NetworkFiles() {}

    /** @throws ConfigurationException when a file cannot be used */
    static BrokerNetwork read(MqttConfig.Embedded embedded, NetworkConfig network) {
        return new BrokerNetwork(
                embedded.bind(),
                embedded.tlsPort(),
                AccessList.read(network.people()),
                identity(network),
                network.clientCa().map(ca -> TrustedSigners.read(new PemFile("network.client_ca", ca))));
    }

    /** @throws ConfigurationException when a file cannot be used */
    static PageNetwork read(DashboardConfig.Served page, NetworkConfig network) {
        return new PageNetwork(page.bind(), page.tlsPort(), AccessList.read(network.people()), identity(network));
    }

    private static TlsIdentity identity(NetworkConfig network) {
        return TlsIdentity.read(
                new PemFile("network.certificate", network.certificate()), new PemFile("network.key", network.key()));
    }

    /**
     * How this rig logs in at a broker of somebody else's.
     *
     * @param fromEnvironment the password there, where a user is given and no file
     * @throws ConfigurationException when a file cannot be used, or a user has no password
     */
    static BrokerLogin login(MqttConfig.External external, @Nullable String fromEnvironment) {
        Optional<Secret> password = external.user()
                .map(user -> external.passwordFile()
                        .map(NetworkFiles::password)
                        .or(() -> Optional.ofNullable(fromEnvironment).map(Secret::new))
                        .orElseThrow(() -> new ConfigurationException("'mqtt.user' has no password; name its file as"
                                + " mqtt.password_file, or set " + PASSWORD_VARIABLE)));
        boolean tls = external.url().getScheme().matches("ssl|wss");
        return new BrokerLogin(external.user(), password, tls ? Optional.of(tls(external)) : Optional.empty());
    }

    private static ClientTls tls(MqttConfig.External external) {
        Optional<TlsIdentity> identity = external.certificate()
                .flatMap(certificate -> external.key()
                        .map(key -> TlsIdentity.read(
                                new PemFile("mqtt.certificate", certificate), new PemFile("mqtt.key", key))));
        return new ClientTls(external.ca().map(ca -> TrustedSigners.read(new PemFile("mqtt.ca", ca))), identity);
    }

    private static Secret password(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() == 1 && !lines.getFirst().isEmpty()) {
                return new Secret(lines.getFirst());
            }
        } catch (IOException e) {
            String why = Files.exists(file) ? "cannot be read" : "does not exist; check the path";
            throw new ConfigurationException("'mqtt.password_file': " + file + " " + why, e);
        }
        throw new ConfigurationException("'mqtt.password_file': " + file + " must hold the password on one line");
    }
}
