package org.loopscope.controller.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.loopscope.firmware.clock.SessionClock;
import org.loopscope.firmware.clock.SystemSessionClock;

/** A second, real MQTT client that subscribes to topics and keeps what it gets; and a loop that drives a publisher. */
final class MqttObserver implements AutoCloseable {
    private static final long PATIENCE_NS = 20_000_000_000L;
    private static final long PATIENCE_MS = 5_000;

    record Received(String topic, String text, boolean retained) {}

    static final SessionClock CLOCK = new SystemSessionClock();

    final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final MqttAsyncClient client;

    /** Without a name. */
    MqttObserver(String url, String clientId, String topicFilter) throws MqttException {
        this(url, BrokerLogin.ANONYMOUS, clientId, topicFilter);
    }

    MqttObserver(String url, BrokerLogin login, String clientId, String topicFilter) throws MqttException {
        client = new MqttAsyncClient(url, clientId, new MemoryPersistence());
        MessageArrivals arrivals = (topic, message) -> received.add(
                new Received(topic, new String(message.getPayload(), StandardCharsets.UTF_8), message.isRetained()));
        client.setCallback(arrivals);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        login.enter(options);
        client.connect(options).waitForCompletion(PATIENCE_MS);
        client.subscribe(topicFilter, 1).waitForCompletion(PATIENCE_MS);
    }

    void send(String topic, boolean retained, @Nullable Long expirySeconds) throws MqttException {
        // A retained message without content would only delete the one before.
        send(topic, "{}", retained, expirySeconds, null);
    }

    void send(
            String topic,
            String content,
            boolean retained,
            @Nullable Long expirySeconds,
            @Nullable String responseTopic)
            throws MqttException {
        MqttMessage message = new MqttMessage(content.getBytes(StandardCharsets.UTF_8));
        message.setQos(1);
        message.setRetained(retained);
        MqttProperties properties = new MqttProperties();
        if (expirySeconds != null) {
            properties.setMessageExpiryInterval(expirySeconds);
        }
        if (responseTopic != null) {
            properties.setResponseTopic(responseTopic);
            properties.setCorrelationData(new byte[] {4, 2});
        }
        message.setProperties(properties);
        client.publish(topic, message).waitForCompletion(PATIENCE_MS);
    }

    /** The next message, while the publisher is driven; fails the test when none comes. */
    Received next(MqttPublisher publisher) throws InterruptedException {
        long endNs = CLOCK.nowNs() + PATIENCE_NS;
        while (CLOCK.nowNs() < endNs) {
            publisher.drain(CLOCK.nowNs());
            Received one = received.poll(2, TimeUnit.MILLISECONDS);
            if (one != null) {
                return one;
            }
        }
        throw new AssertionError("no message came within 20 s");
    }

    /** Drives a publisher until something holds; fails the test when it does not come. */
    static void drive(MqttPublisher publisher, BooleanSupplier condition) throws InterruptedException {
        long endNs = CLOCK.nowNs() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            if (CLOCK.nowNs() > endNs) {
                throw new AssertionError("it did not come about within 20 s");
            }
            publisher.drain(CLOCK.nowNs());
            pause(2);
        }
    }

    static void pause(long ms) throws InterruptedException {
        new CountDownLatch(1).await(ms, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnect(0).waitForCompletion(PATIENCE_MS);
        }
        client.close(true);
    }
}
