package org.loopscope.controller.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkReaderTest {
    private static final String NETWORK = "network: { people: /etc/people, certificate: rig.crt, key: rig.key }\n";

    private static ExperimentConfig parse(String sections) {
        return ExperimentFile.parse("""
                name: small
                source: { kind: simulated }
                blocks: [{ kind: spontaneous, duration: 20 s }]
                """ + sections, "small.yaml", List.of());
    }

    private static String complaint(String sections) {
        String said = String.valueOf(assertThrows(ConfigurationException.class, () -> parse(sections))
                .getMessage());
        assertEquals(1, said.lines().count(), said);
        return said;
    }

    @Test
    void shouldStayOnThisMachineWhenNothingIsSaid() {
        ExperimentConfig config = parse("");
        assertEquals(new MqttConfig.Embedded("127.0.0.1", 1883, 8883), config.mqtt());
        assertEquals(Optional.empty(), config.network());
    }

    @Test
    void shouldReadWhatOtherMachinesNeed() {
        ExperimentConfig config = parse("""
                network: { people: p, certificate: rig.crt, key: rig.key, client_ca: lab.crt }
                mqtt: { bind: 0.0.0.0, port: 0, tls_port: 8884 }
                """);
        assertEquals(
                Optional.of(new NetworkConfig(
                        Path.of("p"), Path.of("rig.crt"), Path.of("rig.key"), Optional.of(Path.of("lab.crt")))),
                config.network());
        assertEquals(new MqttConfig.Embedded("0.0.0.0", 0, 8884), config.mqtt());
    }

    @Test
    void shouldReadALoginAtAnotherBroker() {
        assertEquals(
                new MqttConfig.External(
                        URI.create("ssl://lab:8883"),
                        Optional.of(Path.of("lab.crt")),
                        Optional.of("rig-1"),
                        Optional.of(Path.of("secret")),
                        Optional.of(Path.of("c")),
                        Optional.of(Path.of("k"))),
                parse("""
                mqtt: { broker: 'ssl://lab:8883', ca: lab.crt, user: rig-1, password_file: secret, certificate: c, key: k }
                """).mqtt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "'::1'"})
    void shouldNeedNothingOnLoopback(String bind) {
        MqttConfig.Embedded embedded =
                (MqttConfig.Embedded) parse("mqtt: { bind: " + bind + " }").mqtt();
        assertFalse(embedded.isReachable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.2", "192.168.1.5", "'::'", "rig.lab"})
    void shouldNeedPeopleAndCertificateWhenOthersReachIt(String bind) {
        String said = complaint("mqtt: { bind: " + bind + " }");
        assertTrue(said.contains("needs network.people, network.certificate and network.key"), said);
        MqttConfig.Embedded embedded = (MqttConfig.Embedded)
                parse(NETWORK + "mqtt: { bind: " + bind + " }").mqtt();
        assertTrue(embedded.isReachable());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network: { people: p, certificate: c } | 'network.key' is missing; add it",
                "network: { people: p, certificate: c, key: k, ca: x } | unknown key 'network.ca'",
                "mqtt: { tls_prot: 1 } | unknown key 'mqtt.tls_prot'; did you mean 'tls_port'?",
                "mqtt: { tls_port: 70000 } | 'mqtt.tls_port' must be from 0 to 65535",
                "mqtt: { bind: 'a b' } | 'mqtt.bind' must be an address of this machine",
                "mqtt: { broker: 'tcp://lab:1883', ca: x } | 'mqtt.ca' is of no use without TLS",
                "mqtt: { broker: 'tcp://lab:1883', certificate: x, key: k } | 'mqtt.certificate' is of no use without TLS",
                "mqtt: { broker: 'ssl://lab:8883', key: k } | 'mqtt.key' needs the other",
                "mqtt: { broker: 'ssl://lab:8883', certificate: k } | 'mqtt.certificate' needs the other",
                "mqtt: { broker: 'ssl://lab:8883', password_file: k } | 'mqtt.password_file' needs mqtt.user",
                "mqtt: { broker: 'http://lab' } | 'mqtt.broker' must be embedded, off or an address",
                "mqtt: { broker: 'tcp://' } | 'mqtt.broker' must be embedded, off or an address",
                "mqtt: { broker: 'tcp://a b' } | 'mqtt.broker' must be embedded, off or an address"
            })
    void shouldSayInOneLineWhatIsWrong(String section, String said) {
        assertTrue(complaint(section).contains(said), () -> complaint(section));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mqtt: { broker: 'tcp://rig:hunter2@lab:1883' }",
                "mqtt: { broker: 'ssl://hunter2@lab' }",
                "mqtt: { broker: 'hunter2@lab:1883' }",
                "mqtt: { broker: 'tcp://rig:hunter2 @lab' }",
                "mqtt: { broker: 'ssl://lab', password: hunter2 }"
            })
    void shouldRepeatNoSecret(String section) {
        assertFalse(complaint(section).contains("hunter2"));
    }
}
