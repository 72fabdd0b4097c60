package org.loopscope.controller.mqtt;

import java.util.Optional;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/**
 * Where who gave a command wants its answer, by MQTT 5's response topic and correlation data. Replies have topics of their
 * own: who may command must not make the rig speak on a topic that others believe.
 */
record ReplyTo(String topic, byte @Nullable [] correlation) {
    static final String PREFIX = "loopscope/reply/";
    private static final int LONGEST = 200;

    /** Where the command says; empty when it says nothing, or something that may not be. */
    static Optional<ReplyTo> of(@Nullable MqttProperties properties) {
        if (properties == null || properties.getResponseTopic() == null) {
            return Optional.empty();
        }
        String topic = properties.getResponseTopic();
        boolean may = topic.startsWith(PREFIX)
                && topic.length() <= LONGEST
                && topic.chars().noneMatch(c -> c == '#' || c == '+' || c < ' ');
        return may ? Optional.of(new ReplyTo(topic, properties.getCorrelationData())) : Optional.empty();
    }
}
