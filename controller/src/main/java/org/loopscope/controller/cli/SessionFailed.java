package org.loopscope.controller.cli;

import java.io.Serial;

/** A session that broke: its log is safe, and the process ends with exit code 1. */
final class SessionFailed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    SessionFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
