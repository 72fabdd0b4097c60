package org.loopscope.controller.dashboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.loopscope.controller.telemetry.TelemetryEncoding;
import org.loopscope.controller.telemetry.TelemetryMessage;

/** What a page is told, ready to be sent: made once, however many pages there are. Immutable. */
sealed interface PageMessage {
    /** Bytes on the wire, about. */
    int bytes();

    /** Whether it may be left out for a page that is slow: the next one says the same anew. */
    boolean expendable();

    /**
     * A text message, {@code {"seq":n,"type":type,"body":json}}.
     *
     * @param json the body
     */
    record Text(String type, String json, boolean expendable) implements PageMessage {
        @Override
        public int bytes() {
            return json.length() + type.length() + 32;
        }

        String numbered(long seq) {
            return "{\"seq\":" + seq + ",\"type\":\"" + type + "\",\"body\":" + json + "}";
        }
    }

    /** A binary message: the length of a JSON head as u32, the head, the payload; little-endian. */
    record Binary(ByteBuffer content, boolean expendable) implements PageMessage {
        @Override
        public int bytes() {
            return content.remaining();
        }
    }

    /** Makes messages. One thread only. */
    final class Maker {
        private final TelemetryEncoding encoding = new TelemetryEncoding();

        Text text(TelemetryMessage message, boolean expendable) {
            return text(message.channel().level(), message, expendable);
        }

        Text text(String type, Object body, boolean expendable) {
            return new Text(type, new String(encoding.json(body), StandardCharsets.UTF_8), expendable);
        }

        /** @param head a record, written as JSON */
        Binary binary(Object head, boolean expendable, ByteBuffer payload) {
            byte[] json = encoding.json(head);
            ByteBuffer content = ByteBuffer.allocate(4 + json.length + payload.remaining())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(json.length)
                    .put(json)
                    .put(payload);
            return new Binary(content.flip().asReadOnlyBuffer(), expendable);
        }
    }
}
