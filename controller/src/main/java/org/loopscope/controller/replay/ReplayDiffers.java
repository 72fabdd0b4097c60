package org.loopscope.controller.replay;

import java.io.Serial;

/** The replay cannot go on, because what it computes has left the way of the session. One line says where. */
public final class ReplayDiffers extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ReplayDiffers(String message) {
        super(message);
    }
}
