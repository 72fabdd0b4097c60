package org.loopscope.controller.session;

import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.operator.CommandDesk;
import org.loopscope.controller.telemetry.MqttPublisher;
import org.loopscope.controller.telemetry.SessionFacts;

/**
 * Who watches a session, and who steers it.
 *
 * @param publisher null where there is no stream
 * @param diskFreeBytes where the session is written
 */
public record Audience(
        SessionFacts facts,
        CommandDesk desk,
        @Nullable MqttPublisher publisher,
        Supplier<OptionalLong> diskFreeBytes) {}
