package org.loopscope.inference.opencl;

/** This machine has no usable OpenCL device; the message is one line that says what is missing and what to install. */
public final class OpenClUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OpenClUnavailable(String message) {
        super(message);
    }

    OpenClUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
