package org.loopscope.controller.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.telemetry.Channel;
import org.loopscope.controller.telemetry.TelemetryEncoding;
import org.loopscope.controller.telemetry.TelemetryMessage;
import org.loopscope.controller.telemetry.Traces;
import org.loopscope.firmware.clock.SessionClock;

/**
 * One connection to a broker, from the attempt to the loss. Each attempt gets a Paho client of its own: Paho's count of
 * messages in flight can leak (its issue 993), after which a client refuses everything, and a client that has lost its
 * connection keeps state of it.
 *
 * <p>Nothing here waits, except {@link #finish}. One thread only; Paho has threads of its own.
 */
final class MqttConnection {
    /** Brokers announce receive maxima from 10 up, and Paho counts messages of either quality against them. */
    private static final int MOST_IN_FLIGHT = 8;

    /** Commands are short: a broker need not pass on more. */
    private static final long MOST_INCOMING_BYTES = 1 << 16;

    private static final int KEEP_ALIVE_SECONDS = 10;
    private static final int CONNECT_SECONDS = 5;
    private static final long STALLED_NS = 10_000_000_000L;
    /** Reasons from here on say no; MQTT 5.0, section 2.4. */
    private static final int FIRST_ERROR = 0x80;

    private static final long NEVER = Long.MIN_VALUE;
    private static final long FINISH_MS = 2_000;
    private static final long LOOK_AGAIN_NS = 1_000_000L;
    private static final long FINISH_IN_ALL_NS = 5_000_000_000L;

    private record InFlight(Outbound message, IMqttToken token, long sentNs) {}

    private final RigTopics topics;
    private final TelemetryEncoding encoding = new TelemetryEncoding();
    private final MqttAsyncClient client;
    private final IMqttToken connect;
    private final long openedNs;
    private final Deque<InFlight> inFlight = new ArrayDeque<>();
    private int window = MOST_IN_FLIGHT;
    private long fullSinceNs = NEVER;
    private @Nullable IMqttToken subscription;
    private boolean announced;
    private boolean mute;
    private @Nullable String failure;

    /** Starts connecting. */
    MqttConnection(String brokerUrl, BrokerLogin login, RigTopics topics, CommandListener commands, long nowNs)
            throws MqttException {
        this.topics = topics;
        openedNs = nowNs;
        client = new MqttAsyncClient(brokerUrl, "loopscope-" + topics.rig(), new MemoryPersistence());
        client.setCallback(commands);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setMaximumPacketSize(MOST_INCOMING_BYTES);
        options.setConnectionTimeout(CONNECT_SECONDS);
        login.enter(options);
        options.setWillMessageProperties(new MqttProperties());
        options.setWill(topics.status(), status("lost"));
        connect = client.connect(options);
    }

    /** Why this connection is over, or null while it is not. */
    @Nullable String failure() {
        return failure;
    }

    /** True when the other side took the connection and then said nothing, as what is no broker does. */
    boolean isMute() {
        return mute;
    }

    boolean isOpen() {
        return announced && failure == null;
    }

    /** Moves on what can be moved; true when something was. */
    boolean work(OutboundQueue queue, long nowNs) {
        if (failure != null) {
            return false;
        }
        if (!announced) {
            return connectFurther(nowNs);
        }
        boolean worked = harvest(queue);
        if (!client.isConnected()) {
            failure = "the broker has gone";
        } else if (!inFlight.isEmpty() && nowNs - inFlight.element().sentNs > STALLED_NS) {
            failure = "the broker has acknowledged nothing for " + STALLED_NS / 1_000_000_000L + " s";
        }
        while (failure == null && inFlight.size() < window) {
            Outbound message = queue.take();
            if (message == null) {
                return worked;
            }
            if (!send(message, nowNs)) {
                queue.putBack(message);
                return worked;
            }
            worked = true;
        }
        return worked;
    }

    private boolean connectFurther(long nowNs) {
        if (!connect.isComplete()) {
            if (nowNs - openedNs > STALLED_NS) {
                mute = true;
                failure = "something accepts the connection and does not answer as an MQTT broker does";
            }
            return false;
        }
        if (connect.getException() != null || !client.isConnected()) {
            failure = "no connection: " + connect.getException();
            return true;
        }
        try {
            if (subscription == null) {
                MqttSubscription wanted = new MqttSubscription(topics.allCommands(), 1);
                wanted.setRetainAsPublished(true);
                subscription = client.subscribe(wanted);
                return true;
            }
            if (!subscription.isComplete()) {
                if (nowNs - openedNs > STALLED_NS) {
                    failure = "the broker has not answered the subscription to commands";
                }
                return false;
            }
            announce();
        } catch (MqttException e) {
            failure = "no connection: " + e;
        }
        return true;
    }

    /** Who reads "online" can command. */
    private void announce() throws MqttException {
        MqttProperties answer = connect.getResponseProperties();
        Integer receiveMaximum = answer == null ? null : answer.getReceiveMaximum();
        if (receiveMaximum != null) {
            window = Math.clamp(receiveMaximum - 2, 1, MOST_IN_FLIGHT);
        }
        client.publish(topics.status(), status("online"));
        announced = true;
    }

    /** True for a broker that lets the rig speak and not listen: nobody can command over it. */
    boolean isDeaf() {
        return announced && subscription != null && !isGranted(subscription);
    }

    private static boolean isGranted(IMqttToken asked) {
        int[] reasons = asked.getReasonCodes();
        return asked.getException() == null
                && reasons != null
                && Arrays.stream(reasons).allMatch(reason -> reason < FIRST_ERROR);
    }

    private boolean harvest(OutboundQueue queue) {
        boolean worked = false;
        Iterator<InFlight> sent = inFlight.iterator();
        while (sent.hasNext()) {
            InFlight one = sent.next();
            boolean delivered = one.token.isComplete() && one.token.getException() == null;
            boolean rejected = one.token.isComplete() && !delivered && client.isConnected();
            if (delivered || rejected) {
                sent.remove();
                if (rejected) {
                    queue.countDropped(one.message);
                }
                worked = true;
            }
        }
        return worked;
    }

    /** False when it could not be handed to Paho. */
    private boolean send(Outbound outbound, long nowNs) {
        TelemetryMessage message = outbound.message();
        Channel channel = message.channel();
        MqttMessage packet = new MqttMessage(encoding.encode(message));
        packet.setQos(channel.isEvent() ? 1 : 0);
        packet.setRetained(channel.isRetained());
        MqttProperties properties = new MqttProperties();
        properties.setContentType(TelemetryEncoding.contentType(message));
        properties.setPayloadFormat(!(message instanceof Traces));
        properties.setUserProperties(userProperties(outbound));
        if (channel.expirySeconds() > 0) {
            properties.setMessageExpiryInterval((long) channel.expirySeconds());
        }
        packet.setProperties(properties);
        try {
            ReplyTo to = outbound.to();
            if (to != null && to.correlation() != null) {
                properties.setCorrelationData(to.correlation());
            }
            IMqttToken token = client.publish(to == null ? topics.of(channel) : to.topic(), packet);
            inFlight.addLast(new InFlight(outbound, token, nowNs));
            fullSinceNs = NEVER;
            return true;
        } catch (MqttException e) {
            if (e.getReasonCode() != MqttClientException.REASON_CODE_MAX_INFLIGHT || isFullForever(nowNs)) {
                failure = "cannot send: " + e;
            }
            return false;
        }
    }

    /**
     * Paho completes a token first and lowers its count of messages in flight afterwards, on its callback thread, which may
     * be a while in getting to it. Full with nothing in flight for longer is its leak: only a new client helps.
     */
    private boolean isFullForever(long nowNs) {
        if (!inFlight.isEmpty()) {
            return false;
        }
        fullSinceNs = fullSinceNs == NEVER ? nowNs : fullSinceNs;
        return nowNs - fullSinceNs > STALLED_NS;
    }

    private static List<UserProperty> userProperties(Outbound outbound) {
        List<UserProperty> properties = new ArrayList<>();
        properties.add(new UserProperty("schema", "loopscope/1"));
        if (!outbound.session().isEmpty()) {
            properties.add(new UserProperty("session", outbound.session()));
        }
        if (outbound.seq() >= 0) {
            properties.add(new UserProperty("seq", Long.toString(outbound.seq())));
        }
        return properties;
    }

    /** Lets a failed connection go; what has no acknowledgement returns to the queue and is sent again. */
    void abandon(OutboundQueue queue) {
        while (!inFlight.isEmpty()) {
            InFlight last = inFlight.removeLast();
            boolean delivered = last.token.isComplete() && last.token.getException() == null;
            if (!delivered) {
                queue.putBack(last.message);
            }
        }
        release();
    }

    /**
     * Sends what is queued, says {@code offline} and disconnects; waits for each, and gives up at the first failure, or when
     * a broker that takes its time has had enough of it.
     *
     * @param clock runs in real time, from any origin
     */
    void finish(OutboundQueue queue, SessionClock clock) {
        try {
            long untilNs = clock.nowNs() + FINISH_IN_ALL_NS;
            boolean answered = hasCompleted(connect);
            work(queue, clock.nowNs());
            answered = answered && (subscription == null || hasCompleted(subscription));
            work(queue, clock.nowNs());
            while (answered && failure == null && clock.nowNs() < untilNs && !(queue.isEmpty() && inFlight.isEmpty())) {
                answered = inFlight.isEmpty() || hasCompleted(inFlight.element().token);
                if (!work(queue, clock.nowNs())) {
                    LockSupport.parkNanos(LOOK_AGAIN_NS);
                }
            }
            if (answered && isOpen()) {
                client.publish(topics.status(), status("offline")).waitForCompletion(FINISH_MS);
                client.disconnect(0).waitForCompletion(FINISH_MS);
            }
        } catch (MqttException e) {
            failure = "the broker went before the end: " + e;
        }
        abandon(queue);
    }

    /** Waits for an answer, good or bad. */
    private static boolean hasCompleted(IMqttToken token) {
        try {
            token.waitForCompletion(FINISH_MS);
            return true;
        } catch (MqttException e) {
            return token.isComplete();
        }
    }

    private void release() {
        try {
            if (client.isConnected() || !connect.isComplete()) {
                // With the will: who leaves without a word has not ended in order.
                client.disconnectForcibly(
                        0, 1, MqttReturnCode.RETURN_CODE_DISCONNECT_WITH_WILL_MESSAGE, new MqttProperties());
            }
            client.close(true);
        } catch (MqttException e) {
            failure = failure == null ? "the MQTT client did not close: " + e : failure;
        }
    }

    private static MqttMessage status(String word) {
        MqttMessage message = new MqttMessage(word.getBytes(StandardCharsets.UTF_8));
        message.setQos(1);
        message.setRetained(true);
        return message;
    }
}
