package org.loopscope.controller.bench;

import java.util.Optional;
import org.loopscope.controller.config.ConfigurationException;

/**
 * How much is put on the event stream.
 *
 * @param watchers each with a connection of their own
 * @param fieldPx pixels a side of the frames
 * @param rateHz frames a second
 * @param seconds with the watchers; before and after, half of it without
 * @param broker address of one that lets in anybody; empty for the embedded one
 */
public record StreamSettings(
        int watchers, int cells, int fieldPx, double rateHz, int seconds, Optional<String> broker) {
    /** Of the made-up movie. */
    static final long SEED = 1;

    public StreamSettings {
        // The embedded broker takes 64 connections, of which the session has one.
        require(watchers >= 1 && (watchers <= 63 || broker.isPresent()), "--watchers must be 1 to 63", watchers);
        require(fieldPx >= 64 && fieldPx <= 4096, "--field must be 64 to 4096 px", fieldPx);
        require(
                cells >= 1 && cells <= fieldPx * fieldPx / 40,
                "--cells must be at least 1, and at most one for 40 pixels",
                cells);
        require(rateHz >= 1 && rateHz <= 1000, "--rate must be 1 to 1000 Hz", rateHz);
        require(seconds >= 1 && seconds <= 3600, "--seconds must be 1 to 3600", seconds);
    }

    private static void require(boolean holds, String what, Number was) {
        if (!holds) {
            throw new ConfigurationException(what + ", was " + was);
        }
    }

    long framePeriodNs() {
        return Math.round(1e9 / rateHz);
    }
}
