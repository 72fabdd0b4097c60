package org.loopscope.controller.session;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a session ended.
 *
 * @param failure what ended it, when it failed
 */
public record SessionResult(Outcome outcome, @Nullable Throwable failure) {

    /** Ways to end. */
    public enum Outcome {
        /** Every block ran to its end. */
        COMPLETED,
        /** The operator or the end of the frames ended it before. */
        ABORTED,
        /** Something broke; the log is safe. */
        FAILED;

        /** As the log and the summary have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
