package org.loopscope.controller.config;

import java.io.Serial;

/** The experiment cannot be started as described. The message is one line: what, where, what to do. */
public final class ConfigurationException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }

    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
