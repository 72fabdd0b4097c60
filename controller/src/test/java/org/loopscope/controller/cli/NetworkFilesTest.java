package org.loopscope.controller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopscope.controller.access.ClientTls;
import org.loopscope.controller.access.Secret;
import org.loopscope.controller.access.TestCertificates;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.MqttConfig;
import org.loopscope.controller.mqtt.BrokerLogin;

class NetworkFilesTest {
    @TempDir
    Path folder;

    private static MqttConfig.External external(@Nullable String user, @Nullable Path passwordFile) {
        return new MqttConfig.External(
                URI.create("tcp://lab:1883"),
                Optional.empty(),
                Optional.ofNullable(user),
                Optional.ofNullable(passwordFile),
                Optional.empty(),
                Optional.empty());
    }

    private static String password(BrokerLogin login) {
        return login.password().map(Secret::reveal).orElse("none");
    }

    @Test
    void shouldTakeThePasswordFromItsFileOrElseTheEnvironment() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "from file\n");
        BrokerLogin login = NetworkFiles.login(external("rig-1", file), "from environment");
        assertEquals("from file", password(login));
        assertFalse(login.toString().contains("from file"));
        assertEquals("from environment", password(NetworkFiles.login(external("rig-1", null), "from environment")));
        assertEquals("none", password(NetworkFiles.login(external(null, null), "from environment")));
    }

    @Test
    void shouldShowTheCertificateThatTheBrokerWants() throws IOException, InterruptedException {
        TestCertificates lab = new TestCertificates(folder, "lab");
        lab.sign("rig", "rig-1");
        BrokerLogin login = NetworkFiles.login(
                new MqttConfig.External(
                        URI.create("ssl://lab:8883"),
                        Optional.of(lab.authority()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(lab.certificate("rig")),
                        Optional.of(lab.key("rig"))),
                null);
        ClientTls tls = login.tls().orElseThrow();
        assertEquals(lab.signers(), tls.signers().orElseThrow());
        assertTrue(tls.identity().orElseThrow().toString().contains("CN=rig-1"));
        assertFalse(login.toString().contains("Private"), login::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "hunter2\nhunter3\n"})
    void shouldRefuseAFileWithoutOnePassword(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), text);
        ConfigurationException refused =
                assertThrows(ConfigurationException.class, () -> NetworkFiles.login(external("rig-1", file), null));
        assertTrue(String.valueOf(refused.getMessage()).endsWith("must hold the password on one line"));
    }

    @Test
    void shouldSayWhenAPasswordIsMissing() {
        Path none = folder.resolve("none");
        assertTrue(String.valueOf(assertThrows(
                                ConfigurationException.class, () -> NetworkFiles.login(external("rig-1", none), "x"))
                        .getMessage())
                .contains(none + " does not exist"));
        assertTrue(String.valueOf(assertThrows(
                                ConfigurationException.class, () -> NetworkFiles.login(external("rig-1", null), null))
                        .getMessage())
                .contains("mqtt.password_file, or set LOOPSCOPE_MQTT_PASSWORD"));
    }
}
