package org.loopscope.acquisition.days;

/** Two images do not show the same field of view, as far as can be told; the message is one line for the operator. */
public final class NoCommonFieldException extends Exception {
    private static final long serialVersionUID = 1;

    NoCommonFieldException(String message) {
        super(message);
    }
}
