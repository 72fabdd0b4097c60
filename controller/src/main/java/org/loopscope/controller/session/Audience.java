package org.loopscope.controller.session;

import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.mqtt.MqttPublisher;
import org.loopscope.controller.operator.CommandDesk;
import org.loopscope.controller.summary.BaselineRecord;
import org.loopscope.controller.telemetry.SessionFacts;

/**
 * Who watches a session, and who steers it.
 *
 * @param publisher null where there is no stream
 * @param page gets every event, from any thread, and must not block
 * @param live frames to look at
 * @param baselines simple models that are shown beside the model while the session runs
 * @param diskFreeBytes where the session is written
 */
public record Audience(
        SessionFacts facts,
        CommandDesk desk,
        @Nullable MqttPublisher publisher,
        Consumer<SessionEvent> page,
        LiveImage live,
        BaselineRecord baselines,
        Supplier<OptionalLong> diskFreeBytes) {}
