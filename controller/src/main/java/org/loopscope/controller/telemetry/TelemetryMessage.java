package org.loopscope.controller.telemetry;

import org.jspecify.annotations.Nullable;
import org.loopscope.stimulus.Presentation;

/**
 * What is published, on MQTT and to open pages; the record's components are the fields of the JSON object. Times are
 * session nanoseconds, null where something was not measured. {@code docs/mqtt.md} has them all.
 */
public sealed interface TelemetryMessage permits RigMessage, TrialMessage, ModelMessage, OperatorMessage, Traces {

    /** Where it is published. */
    Channel channel();

    /** A text that came from outside, no longer than it may be. */
    static String clip(String text, int maxLength) {
        return text.length() <= maxLength ? text : text.substring(0, maxLength - 1) + "…";
    }

    static @Nullable Long measured(long ns) {
        return ns == Presentation.NOT_MEASURED ? null : ns;
    }

    static @Nullable Float defined(float value) {
        return Float.isNaN(value) ? null : value;
    }
}
