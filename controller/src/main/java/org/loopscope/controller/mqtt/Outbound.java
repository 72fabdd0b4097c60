package org.loopscope.controller.mqtt;

import org.jspecify.annotations.Nullable;
import org.loopscope.controller.telemetry.TelemetryMessage;

/**
 * A message on its way out.
 *
 * @param session id of the session that it is of; empty before it is known
 * @param seq running number of the events of a session's stream, from 0; -1 for telemetry and replies. Who gets a number
 *     twice has had its event before; who misses one has lost it
 * @param to null for a message to all
 */
record Outbound(
        TelemetryMessage message,
        String session,
        long seq,
        @Nullable ReplyTo to) {
    boolean isEvent() {
        return message.channel().isEvent();
    }
}
