package org.loopscope.controller.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Messages as UTF-8 JSON, each on its channel. Any thread. */
final class TelemetryEncoding {
    /** Larger messages hold up every topic of a subscriber that comes in over WebSockets. */
    static final int MAX_BYTES = 8192;

    private final ObjectWriter writer = JsonMapper.builder().build().writer();

    static Channel channel(TelemetryMessage message) {
        return switch (message) {
            case TelemetryMessage.Session _ -> Channel.SESSION;
            case TelemetryMessage.NewCells _ -> Channel.NEW_CELLS;
            case TelemetryMessage.FrameSummary _ -> Channel.FRAME;
            case TelemetryMessage.Block _ -> Channel.BLOCK;
            case TelemetryMessage.Decision _ -> Channel.DECISION;
            case TelemetryMessage.Presented _ -> Channel.PRESENTATION;
            case TelemetryMessage.Responded _ -> Channel.RESPONSE;
            case TelemetryMessage.Quality _ -> Channel.QUALITY;
            case TelemetryMessage.PulseOutput _ -> Channel.PULSE;
            case TelemetryMessage.Alarm _ -> Channel.ALARM;
            case TelemetryMessage.Health _ -> Channel.HEALTH;
        };
    }

    byte[] encode(TelemetryMessage message) {
        byte[] json;
        try {
            json = writer.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write as JSON: " + message, e);
        }
        if (json.length > MAX_BYTES) {
            throw new IllegalStateException("a message on " + channel(message).level() + " has " + json.length
                    + " bytes, more than the " + MAX_BYTES + " that the stream allows");
        }
        return json;
    }
}
