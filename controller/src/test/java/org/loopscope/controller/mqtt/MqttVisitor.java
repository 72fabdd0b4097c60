package org.loopscope.controller.mqtt;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/** A real client that tries what it may do at a broker, and keeps the topics of what it gets. */
final class MqttVisitor implements AutoCloseable {
    private static final long PATIENCE_MS = 10_000;
    /** Reasons from here on say no; MQTT 5.0, section 2.4. */
    private static final int FIRST_ERROR = 0x80;

    final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final MqttAsyncClient client;

    /** @throws MqttException when it is not let in */
    MqttVisitor(String url, BrokerLogin login, String clientId) throws MqttException {
        this(url, login, clientId, null);
    }

    /** @param will topic of what is left behind when the connection breaks */
    MqttVisitor(String url, BrokerLogin login, String clientId, @Nullable String will) throws MqttException {
        client = new MqttAsyncClient(url, clientId, new MemoryPersistence());
        MessageArrivals arrivals = (topic, message) -> received.add(topic);
        client.setCallback(arrivals);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout(5);
        login.enter(options);
        if (will != null) {
            options.setWillMessageProperties(new MqttProperties());
            options.setWill(will, new MqttMessage(new byte[] {1}));
        }
        try {
            client.connect(options).waitForCompletion(PATIENCE_MS);
        } catch (MqttException e) {
            client.close(true);
            throw e;
        }
    }

    static boolean isLetIn(String url, BrokerLogin login) {
        try (MqttVisitor visitor = new MqttVisitor(url, login, "visitor")) {
            return visitor.isConnected();
        } catch (MqttException e) {
            return false;
        }
    }

    boolean isConnected() {
        return client.isConnected();
    }

    /** True when the broker takes it. */
    boolean publish(String topic, boolean retained) {
        return publish(topic, retained, 1, new MqttProperties());
    }

    boolean publish(String topic, boolean retained, int payloadBytes, MqttProperties properties) {
        MqttMessage message = new MqttMessage(new byte[payloadBytes]);
        message.setQos(1);
        message.setRetained(retained);
        message.setProperties(properties);
        try {
            IMqttToken token = client.publish(topic, message);
            token.waitForCompletion(PATIENCE_MS);
            return granted(token.getReasonCodes());
        } catch (MqttException e) {
            return false;
        }
    }

    /** True when the broker takes it. */
    boolean subscribe(String filter) {
        try {
            IMqttToken token = client.subscribe(filter, 1);
            token.waitForCompletion(PATIENCE_MS);
            return granted(token.getReasonCodes());
        } catch (MqttException e) {
            return false;
        }
    }

    private static boolean granted(int @Nullable [] reasons) {
        return reasons != null && reasons.length == 1 && reasons[0] < FIRST_ERROR;
    }

    /** What has come, in order, up to the first on a topic, which must come. */
    List<String> topicsUpTo(String last) throws InterruptedException {
        List<String> topics = new ArrayList<>();
        for (String topic = next(); !topic.equals(last); topic = next()) {
            topics.add(topic);
        }
        return topics;
    }

    /** The topic of the next message, which must come. */
    String next() throws InterruptedException {
        String topic = received.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
        if (topic == null) {
            throw new AssertionError("no message came within " + PATIENCE_MS + " ms");
        }
        return topic;
    }

    @Override
    public void close() throws MqttException {
        try {
            if (client.isConnected()) {
                // Now and then Paho disconnects and never says so.
                client.disconnect(0).waitForCompletion(500);
            }
        } catch (MqttException e) {
            // The broker has ended it just now.
            client.disconnectForcibly(0, 1, false);
        }
        client.close(true);
    }
}
