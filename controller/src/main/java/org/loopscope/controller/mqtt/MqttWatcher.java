package org.loopscope.controller.mqtt;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;

/** Somebody who watches a rig, by no name: a connection of their own, and all topics of the rig. One thread only. */
public final class MqttWatcher implements AutoCloseable {
    private static final long PATIENCE_MS = 10_000;

    /** Paho logs the ordinary course of things as severe; kept here because loggers are otherwise collected. */
    private final Logger pahoLog = Logger.getLogger("org.eclipse.paho.mqttv5");

    private final MqttAsyncClient client;
    private final String filter;

    /** Takes what comes, on the thread of Paho's that the watcher has for it. */
    @FunctionalInterface
    public interface Ear {
        /**
         * @param level of the topic, behind the rig's name
         * @param seq running number of an event; -1 for a message without
         */
        void heard(String level, long seq, byte[] payload);
    }

    /**
     * Connects, and waits for it.
     *
     * @param name of the client, one for each
     * @throws IllegalStateException when the broker does not let it in within ten seconds
     */
    public MqttWatcher(String brokerUrl, String rig, String name, Ear ear) {
        pahoLog.setLevel(Level.OFF);
        RigTopics topics = new RigTopics(rig);
        filter = topics.all();
        try {
            client = new MqttAsyncClient(brokerUrl, name, new MemoryPersistence());
            client.setCallback(new MessageArrivals() {
                @Override
                public void messageArrived(String topic, MqttMessage message) {
                    ear.heard(topics.level(topic), seq(message.getProperties()), message.getPayload());
                }
            });
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setAutomaticReconnect(false);
            BrokerLogin.ANONYMOUS.enter(options);
            client.connect(options).waitForCompletion(PATIENCE_MS);
        } catch (MqttException e) {
            throw new IllegalStateException("no connection to " + brokerUrl + ": " + e, e);
        }
    }

    private static long seq(@Nullable MqttProperties properties) {
        if (properties != null) {
            for (UserProperty property : properties.getUserProperties()) {
                if (property.getKey().equals("seq")) {
                    return Long.parseLong(property.getValue());
                }
            }
        }
        return -1;
    }

    /** From now on everything comes, first what is retained; waits until the broker has said so. */
    public void listen() {
        try {
            client.subscribe(filter, 1).waitForCompletion(PATIENCE_MS);
        } catch (MqttException e) {
            throw new IllegalStateException("no subscription: " + e, e);
        }
    }

    /** False when the broker has cut it off, as it does with who is too slow for it. */
    public boolean isConnected() {
        return client.isConnected();
    }

    @Override
    public void close() {
        try {
            if (client.isConnected()) {
                client.disconnect(0).waitForCompletion(PATIENCE_MS);
            }
            client.close(true);
        } catch (MqttException e) {
            throw new IllegalStateException("a watcher could not leave: " + e, e);
        }
    }
}
