package org.loopscope.controller.mqtt;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * What a client wants of Paho's callbacks: the messages alone, on Paho's own thread, which must never wait. All else shows in
 * the tokens and in {@code isConnected}, which whoever drives the client asks.
 */
@FunctionalInterface
public interface MessageArrivals extends MqttCallback {
    @Override
    void messageArrived(String topic, MqttMessage message);

    @Override
    default void disconnected(MqttDisconnectResponse response) {
        // Seen at the next look.
    }

    @Override
    default void mqttErrorOccurred(MqttException exception) {
        // What matters of it ends the connection.
    }

    @Override
    default void deliveryComplete(IMqttToken token) {
        // The token is asked.
    }

    @Override
    default void connectComplete(boolean reconnect, String serverUri) {
        // The token is asked.
    }

    @Override
    default void authPacketArrived(int reasonCode, MqttProperties properties) {
        // Extended authentication is not used.
    }
}
