package org.loopscope.controller.config;

/**
 * Which frames count as the response to a presentation: those whose exposure ends later than {@code fromNs} and no
 * later than {@code toNs} after the measured onset.
 */
public record ResponseWindow(long fromNs, long toNs) {
    public ResponseWindow {
        if (fromNs < 0 || toNs <= fromNs) {
            throw new IllegalArgumentException("the response window must end after it begins, was " + fromNs / 1e6
                    + " to " + toNs / 1e6 + " ms after the onset");
        }
    }
}
