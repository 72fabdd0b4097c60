package org.loopscope.controller.mqtt;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.operator.CommandDesk;
import org.loopscope.controller.telemetry.OperatorMessage;
import org.loopscope.controller.telemetry.TelemetryMessage;
import org.loopscope.firmware.clock.SessionClock;
import org.loopscope.firmware.clock.SystemSessionClock;
import org.slf4j.LoggerFactory;

/**
 * A session's stream to a broker and the operator's commands back. The session never waits for it and never fails by
 * it: without a broker, messages queue up, the oldest go and are counted, and connecting is tried again and again.
 *
 * <p>The topic {@code loopscope/v1/<rig>/status} always holds {@code online}, {@code offline} (ended in order) or
 * {@code lost} (the broker's word when the connection breaks). Commands are messages on {@code
 * loopscope/v1/<rig>/cmd/<verb>}, JSON objects or empty, never retained.
 *
 * <p>Threads: {@link #publish} and the counters from any; {@link #drain} from one, the telemetry
 * thread; {@link #close} once that has ended. Paho starts threads of its own for each connection.
 */
public final class MqttPublisher implements AutoCloseable {
    /** At five a second, hours without a broker. */
    private static final int EVENT_CAPACITY = 65_536;

    private static final int TELEMETRY_CAPACITY = 64;
    private static final long FIRST_RETRY_NS = 250_000_000L;
    private static final long LONGEST_RETRY_NS = 8_000_000_000L;

    /** Each attempt at something that is no broker can leave one of Paho's threads behind, so there is an end to it. */
    private static final int MOST_MUTE_ATTEMPTS = 20;

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(MqttPublisher.class);

    /** Paho logs the ordinary course of things as severe; kept here because loggers are otherwise collected. */
    private final Logger pahoLog = Logger.getLogger("org.eclipse.paho.mqttv5");

    private final String brokerUrl;
    private final BrokerLogin login;
    private final RigTopics topics;
    private final OutboundQueue queue = new OutboundQueue(EVENT_CAPACITY, TELEMETRY_CAPACITY);
    private final CommandDesk desk;

    private @Nullable MqttConnection connection;
    private long retryNs = FIRST_RETRY_NS;
    private long nextAttemptNs = Long.MIN_VALUE;
    private int muteAttempts;
    private int losses;
    private @Nullable String news;
    private volatile boolean connected;
    private volatile boolean closed;

    /**
     * Makes the stream; the first {@link #drain} begins to connect.
     *
     * @param rig name of the rig, part of every topic: a-z, 0-9 and '-'
     * @param desk takes the commands in
     */
    public MqttPublisher(Broker broker, String rig, CommandDesk desk) {
        this.desk = desk;
        brokerUrl = broker.url();
        login = broker.login(rig);
        topics = new RigTopics(rig);
        pahoLog.setLevel(Level.OFF);
    }

    /** Queues a message; never blocks. When there is no room for telemetry, the oldest goes. */
    public void publish(TelemetryMessage message) {
        if (closed) {
            queue.countDropped(new Outbound(message, "", -1, null));
        } else {
            queue.add(message);
        }
    }

    private void reply(ReplyTo to, OperatorMessage.Reply answer) {
        queue.reply(answer, to);
    }

    /**
     * Connects, reconnects, sends and looks after what was sent. Returns at once.
     *
     * @param nowNs a clock that runs in real time; waits between attempts and the expiry of commands are measured by it
     * @return true when there was something to do
     */
    public boolean drain(long nowNs) {
        if (connection == null) {
            return !closed && nowNs >= nextAttemptNs && open(nowNs);
        }
        boolean worked = connection.work(queue, nowNs);
        if (connection.isOpen() && !connected) {
            connected = true;
            retryNs = FIRST_RETRY_NS;
            muteAttempts = 0;
            if (connection.isDeaf()) {
                tell("the broker at " + brokerUrl + " does not let the rig take commands from it; give it the right to"
                        + " subscribe to " + topics.allCommands());
            }
            LOG.debug("MQTT stream open to {}", brokerUrl);
        }
        String failure = connection.failure();
        if (failure != null) {
            muteAttempts += connection.isMute() ? 1 : 0;
            connection.abandon(queue);
            connection = null;
            lost(failure, nowNs);
            return true;
        }
        return worked;
    }

    private boolean open(long nowNs) {
        try {
            connection =
                    new MqttConnection(brokerUrl, login, topics, new CommandListener(topics, desk, this::reply), nowNs);
        } catch (MqttException e) {
            lost("no connection: " + e, nowNs);
        }
        return true;
    }

    private void lost(String why, long nowNs) {
        if (losses++ == 0) {
            // Once: a broker that comes and goes would fill the log. How often it went is told at the end.
            tell("the broker at " + brokerUrl + " does not answer; the session goes on, and its stream of events comes"
                    + " when the broker does: " + why);
        }
        connected = false;
        nextAttemptNs = nowNs + retryNs;
        retryNs = Math.min(2 * retryNs, LONGEST_RETRY_NS);
        if (muteAttempts >= MOST_MUTE_ATTEMPTS) {
            nextAttemptNs = Long.MAX_VALUE;
            tell("the stream of events to " + brokerUrl + " is given up for this session: " + why);
        }
    }

    private void tell(String what) {
        LOG.warn(what);
        news = what;
    }

    /** What has newly gone wrong with the broker, in one line; null for nothing. For the thread that drains. */
    public @Nullable String takeNews() {
        String told = news;
        news = null;
        return told;
    }

    /** How often a connection was lost, or could not be had. For the thread that drains, and after it has ended. */
    public int losses() {
        return losses;
    }

    public boolean isConnected() {
        return connected;
    }

    /** Messages that never left: pushed out of a full queue, refused by the broker, or lost with a connection. */
    public long dropped() {
        return queue.dropped();
    }

    /** Of those, events: the log alone has them. */
    public long eventsLost() {
        return queue.eventsLost();
    }

    /** Sends what is left and leaves {@code offline} behind, if there is a broker; waits at most a few seconds. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        SessionClock clock = new SystemSessionClock();
        if (connection == null && !queue.isEmpty() && muteAttempts < MOST_MUTE_ATTEMPTS) {
            // The broker may be back by now, and this is the last chance.
            open(clock.nowNs());
        }
        MqttConnection last = connection;
        connection = null;
        connected = false;
        if (last != null) {
            last.finish(queue, clock);
        }
        for (Outbound left = queue.take(); left != null; left = queue.take()) {
            queue.countDropped(left);
        }
    }
}
