package org.loopscope.controller.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.loopscope.controller.access.ClientTls;
import org.loopscope.controller.access.Secret;

/**
 * What a client shows a broker.
 *
 * @param tls present for ssl:// and wss://; the broker's certificate must then name the host in the address
 */
public record BrokerLogin(Optional<String> user, Optional<Secret> password, Optional<ClientTls> tls) {
    /** Nothing. */
    public static final BrokerLogin ANONYMOUS = new BrokerLogin(Optional.empty(), Optional.empty(), Optional.empty());

    /** A name and its secret, without TLS. */
    public static BrokerLogin of(String user, Secret password) {
        return new BrokerLogin(Optional.of(user), Optional.of(password), Optional.empty());
    }

    void enter(MqttConnectionOptions options) {
        user.ifPresent(options::setUserName);
        password.ifPresent(secret -> options.setPassword(secret.reveal().getBytes(StandardCharsets.UTF_8)));
        options.setSocketFactory(new PromptSockets());
        tls.ifPresent(by -> {
            options.setSocketFactory(new PromptTlsSockets(by.socketFactory()));
            options.setHttpsHostnameVerificationEnabled(true);
        });
    }
}
