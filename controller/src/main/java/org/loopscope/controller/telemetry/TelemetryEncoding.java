package org.loopscope.controller.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Messages as bytes: UTF-8 JSON, and traces as {@link Traces} says. Any thread. */
public final class TelemetryEncoding {
    /** Larger messages hold up every topic of a subscriber that comes in over WebSockets. */
    static final int MAX_BYTES = 8192;

    private final ObjectWriter writer = JsonMapper.builder().build().writer();

    /** What a message is to a broker: never longer than subscribers bear. */
    public byte[] encode(TelemetryMessage message) {
        byte[] bytes = message instanceof Traces traces ? traces.bytes() : json(message);
        if (bytes.length > MAX_BYTES) {
            throw new IllegalStateException("a message on " + message.channel().level() + " has " + bytes.length
                    + " bytes, more than the " + MAX_BYTES + " that the stream allows");
        }
        return bytes;
    }

    /** A message, or anything made of records, as JSON. */
    public byte[] json(Object message) {
        try {
            return writer.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write as JSON: " + message, e);
        }
    }

    /** The MIME type that goes with the bytes. */
    public static String contentType(TelemetryMessage message) {
        return message instanceof Traces ? "application/vnd.loopscope.traces" : "application/json";
    }
}
