package org.loopscope.tests.faults;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.loopscope.controller.mqtt.MessageArrivals;

/** A real MQTT client that keeps the numbers of a session's events, and when which kind of message came. */
final class StreamWatcher implements MessageArrivals, AutoCloseable {
    private static final long PATIENCE_MS = 10_000;

    /** One message; {@code seq} -1 where it has no number. */
    record Got(long atNs, String level, long seq, boolean retained, String text) {}

    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final MqttAsyncClient client;

    StreamWatcher(String url, String filter) throws MqttException {
        client = new MqttAsyncClient(url, "", new MemoryPersistence());
        client.setCallback(this);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        client.connect(options).waitForCompletion(PATIENCE_MS);
        client.subscribe(filter, 1).waitForCompletion(PATIENCE_MS);
    }

    List<Got> got() {
        return List.copyOf(got);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        long seq = -1;
        if (message.getProperties() != null) {
            for (UserProperty property : message.getProperties().getUserProperties()) {
                seq = property.getKey().equals("seq") ? Long.parseLong(property.getValue()) : seq;
            }
        }
        String level = topic.substring(topic.lastIndexOf('/') + 1);
        String text = new String(message.getPayload(), StandardCharsets.UTF_8);
        got.add(new Got(System.nanoTime(), level, seq, message.isRetained(), text));
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnect(0).waitForCompletion(PATIENCE_MS);
        }
        client.close(true);
    }
}
