package org.loopscope.controller.mqtt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.operator.Answer;
import org.loopscope.controller.operator.CommandDesk;
import org.loopscope.controller.operator.CommandText;
import org.loopscope.controller.operator.OperatorRequest;
import org.loopscope.controller.telemetry.OperatorMessage;
import org.loopscope.controller.telemetry.TelemetryMessage;

/** Takes commands off Paho's callback thread, which must never wait. */
final class CommandListener implements MessageArrivals {
    /** The user property with the name of who gives a command. */
    static final String PERSON = "person";

    private static final int LONGEST_BYTES = 1 << 14;
    private static final long NS_PER_S = 1_000_000_000L;

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxStringLength(4000)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final RigTopics topics;
    private final CommandDesk desk;
    private final BiConsumer<ReplyTo, OperatorMessage.Reply> replies;

    /** @param replies takes the answers to those who said where they want them; any thread, and must not block */
    CommandListener(RigTopics topics, CommandDesk desk, BiConsumer<ReplyTo, OperatorMessage.Reply> replies) {
        this.topics = topics;
        this.desk = desk;
        this.replies = replies;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        MqttProperties properties = message.getProperties();
        Optional<ReplyTo> to = ReplyTo.of(properties);
        String id = "";
        try {
            JsonNode content = content(message);
            id = content.path("id").asText("");
            ((ObjectNode) content).remove("id");
            OperatorRequest request = new OperatorRequest(
                    id.isEmpty() ? desk.freshId() : id,
                    person(properties),
                    CommandText.read(topics.verb(topic), content));
            String known = request.id();
            desk.submit(request, patienceNs(properties), answer -> reply(to, known, answer));
        } catch (IOException | IllegalArgumentException e) {
            desk.countRefused();
            String why = e instanceof IOException ? "the command must be a JSON object, or nothing" : e.getMessage();
            reply(to, id, Answer.refused(String.valueOf(why)));
        }
    }

    private void reply(Optional<ReplyTo> to, String id, Answer answer) {
        to.ifPresent(where -> replies.accept(
                where, new OperatorMessage.Reply(TelemetryMessage.clip(id, 64), answer.accepted(), answer.reason())));
    }

    private JsonNode content(MqttMessage message) throws IOException {
        // One that was retained was given to some earlier session, or would be to a later one.
        if (message.isRetained()) {
            throw new IllegalArgumentException("a command must not be retained");
        }
        byte[] payload = message.getPayload();
        if (payload.length > LONGEST_BYTES) {
            throw new IllegalArgumentException("a command has at most " + LONGEST_BYTES + " bytes");
        }
        if (payload.length == 0) {
            return json.createObjectNode();
        }
        JsonNode content = json.readTree(payload);
        if (!content.isObject()) {
            throw new IllegalArgumentException("the command must be a JSON object, or nothing");
        }
        return content;
    }

    private static String person(@Nullable MqttProperties properties) {
        if (properties != null) {
            for (UserProperty property : properties.getUserProperties()) {
                if (property.getKey().equals(PERSON)) {
                    return property.getValue();
                }
            }
        }
        return "mqtt";
    }

    private static long patienceNs(@Nullable MqttProperties properties) {
        Long seconds = properties == null ? null : properties.getMessageExpiryInterval();
        return seconds == null ? CommandDesk.PATIENCE_NS : Math.min(seconds * NS_PER_S, CommandDesk.PATIENCE_NS);
    }
}
