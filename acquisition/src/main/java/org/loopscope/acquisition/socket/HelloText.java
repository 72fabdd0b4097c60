package org.loopscope.acquisition.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.live.Hello;
import org.loopscope.acquisition.live.SourceFailure;

/**
 * A sender's hello: {@code {"width": 512, "height": 512, "rate_hz": 30.0, "planes": 1, "channels": 1, "microscope":
 * "room 3", "wants_start": false}}; the first three must be there. {@code rate_hz} counts exposures over all planes.
 * Other keys are let pass.
 */
final class HelloText {
    private static final int MOST_NAME = 120;

    private HelloText() {}

    /** @throws SourceFailure when it is no such JSON, or the format is none that is supported */
    static Hello parse(String json) {
        JsonNode said = tree(json);
        try {
            FrameFormat format = new FrameFormat(
                    integer(said, "width"),
                    integer(said, "height"),
                    number(said, "rate_hz"),
                    said.has("planes") ? integer(said, "planes") : 1,
                    said.has("channels") ? integer(said, "channels") : 1);
            String name = said.path("microscope")
                    .asText("")
                    .replaceAll("[\\p{Cntrl}]", " ")
                    .strip();
            return new Hello(
                    format,
                    name.substring(0, Math.min(MOST_NAME, name.length())),
                    said.path("wants_start").asBoolean(false));
        } catch (IllegalArgumentException e) {
            throw new SourceFailure("the sender's hello: " + e.getMessage());
        }
    }

    private static JsonNode tree(String json) {
        try {
            JsonNode said = new ObjectMapper().readTree(json);
            if (said != null && said.isObject()) {
                return said;
            }
        } catch (JsonProcessingException e) {
            throw new SourceFailure(
                    "the sender's hello is no JSON: " + e.getOriginalMessage().replaceAll("\\s+", " "), e);
        }
        throw new SourceFailure(
                "the sender's hello is no JSON object; send {\"width\": .., \"height\": .., \"rate_hz\": ..}");
    }

    private static int integer(JsonNode said, String key) {
        double value = number(said, key);
        if (value != Math.rint(value) || Math.abs(value) > 1e9) {
            throw new SourceFailure("the sender's hello: '" + key + "' must be a whole number, was " + value);
        }
        return (int) value;
    }

    private static double number(JsonNode said, String key) {
        JsonNode value = said.path(key);
        if (!value.isNumber()) {
            throw new SourceFailure("the sender's hello: '" + key + "' must be there, and a number");
        }
        return value.doubleValue();
    }
}
