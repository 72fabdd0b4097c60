package org.loopscope.controller.mqtt;

/** The embedded broker could not be started; the message names the port and says what to do. */
public final class BrokerStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
