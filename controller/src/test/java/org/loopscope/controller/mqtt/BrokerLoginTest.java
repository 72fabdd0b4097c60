package org.loopscope.controller.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.junit.jupiter.api.Test;
import org.loopscope.controller.access.ClientTls;
import org.loopscope.controller.access.Secret;

class BrokerLoginTest {
    private static MqttConnectionOptions entered(BrokerLogin login) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        login.enter(options);
        return options;
    }

    /** Otherwise the second of two messages in a row may come 40 ms after the first. */
    @Test
    void shouldConnectBySocketsThatSendAtOnce() throws IOException {
        BrokerLogin byTls = new BrokerLogin(
                Optional.empty(), Optional.empty(), Optional.of(new ClientTls(Optional.empty(), Optional.empty())));
        try (Socket plain = entered(BrokerLogin.ANONYMOUS).getSocketFactory().createSocket();
                Socket tls = entered(byTls).getSocketFactory().createSocket()) {
            assertTrue(plain.getTcpNoDelay());
            assertTrue(tls.getTcpNoDelay());
            assertInstanceOf(SSLSocket.class, tls);
        }
        assertInstanceOf(
                SSLSocketFactory.class, entered(byTls).getSocketFactory(), "Paho takes no other for ssl addresses");
    }

    @Test
    void shouldSayTheNameAndTheSecret() {
        Secret secret = Secret.generate();
        MqttConnectionOptions options = entered(BrokerLogin.of("rig-1", secret));
        assertEquals("rig-1", options.getUserName());
        assertEquals(secret.reveal().length(), options.getPassword().length);
    }
}
