package org.loopscope.controller.dashboard;

import org.jspecify.annotations.Nullable;

/** The page cannot be served; the message is one line for whoever started the session. */
public final class DashboardStartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DashboardStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
