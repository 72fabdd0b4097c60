package org.loopscope.controller.telemetry;

import java.util.Optional;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.loopscope.controller.log.SessionEvent.OperatorCommand;

/** Takes commands off Paho's callback thread, which must never wait. */
class CommandListener implements MqttCallback {
    private final RigTopics topics;
    private final CommandInbox inbox;

    CommandListener(RigTopics topics, CommandInbox inbox) {
        this.topics = topics;
        this.inbox = inbox;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        Optional<OperatorCommand> command = topics.command(topic);
        // A retained command was given to some earlier session, not to this one.
        if (command.isEmpty() || message.isRetained()) {
            inbox.countRefused();
            return;
        }
        MqttProperties properties = message.getProperties();
        inbox.add(command.get(), properties == null ? null : properties.getMessageExpiryInterval());
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        // The telemetry thread sees it at its next look.
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        // What matters of it ends the connection, which the telemetry thread sees.
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // The telemetry thread asks the tokens.
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // The telemetry thread asks the token.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // Extended authentication is not used.
    }
}
