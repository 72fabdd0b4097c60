package org.loopscope.controller.mqtt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttPublish;
import org.eclipse.paho.mqttv5.common.packet.MqttWireMessage;
import org.loopscope.controller.operator.CommandDesk;
import org.loopscope.firmware.clock.SteppedSessionClock;

/** MQTT packets as a broker sends them, on their way to the desk that takes commands. */
public final class ReceivedCommands {
    private static final RigTopics TOPICS = new RigTopics("rig-1");

    private record Arrived(String topic, MqttMessage message) {}

    private ReceivedCommands() {}

    /** A packet for each command, some with a payload, an expiry or properties of a user's. */
    public static List<byte[]> packets() {
        return Stream.of("start", "mark", "targets", "stop")
                .map(ReceivedCommands::packet)
                .toList();
    }

    private static byte[] packet(String command) {
        MqttMessage message = new MqttMessage(
                command.equals("stop")
                        ? new byte[0]
                        : "{\"id\":\"a\",\"text\":\"b\",\"neurons\":[1,2]}".getBytes(StandardCharsets.UTF_8));
        message.setQos(1);
        MqttProperties properties = new MqttProperties();
        properties.setMessageExpiryInterval(5L);
        properties.setContentType("text/plain");
        message.setProperties(properties);
        MqttPublish publish = new MqttPublish("loopscope/v1/rig-1/cmd/" + command, message, properties);
        publish.setMessageId(7);
        try {
            byte[] header = publish.getHeader();
            byte[] payload = publish.getPayload();
            byte[] packet = new byte[header.length + payload.length];
            System.arraycopy(header, 0, packet, 0, header.length);
            System.arraycopy(payload, 0, packet, header.length, payload.length);
            return packet;
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Decodes a packet with the client's own decoder; what it takes for a message goes the way of every message. What that
     * decoder throws, the client's own thread catches: it is an IOException here.
     */
    public static void read(byte[] packet) throws IOException {
        CommandDesk desk = new CommandDesk(new SteppedSessionClock());
        int[] answered = {0};
        CommandListener listener = new CommandListener(TOPICS, desk, (to, reply) -> answered[0]++);
        Arrived arrived = decoded(packet);
        MqttMessage message = arrived.message();
        listener.messageArrived(arrived.topic(), message);
        listener.messageArrived("loopscope/v1/rig-1/cmd/mark", message);
        if (desk.poll() == null && desk.refused() == 0 && answered[0] == 0) {
            throw new AssertionError("a message was neither taken nor counted");
        }
    }

    private static Arrived decoded(byte[] packet) throws IOException {
        try {
            if (MqttWireMessage.createWireMessage(packet) instanceof MqttPublish publish) {
                MqttMessage message = publish.getMessage();
                message.setProperties(publish.getProperties());
                return new Arrived(String.valueOf(publish.getTopicName()), message);
            }
        } catch (MqttException | RuntimeException e) {
            throw new IOException("the client refuses the packet", e);
        }
        throw new IOException("the packet is no message");
    }
}
