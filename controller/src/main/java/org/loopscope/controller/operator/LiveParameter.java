package org.loopscope.controller.operator;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What may be changed while a session runs; nothing else may. */
public enum LiveParameter {
    /** Of the training from the next measured presentation on; the polish before the first image keeps its own. */
    LEARNING_RATE("learning.rate", 1e-6, 0.1),
    /** Of the block that watches for a crossing; in the unit of its signal. */
    TRIGGER_THRESHOLD("trigger.threshold", -1e6, 1e6),
    /** How many presentations the adapt or synthesize block under way has; not fewer than it has shown. */
    BLOCK_PRESENTATIONS("block.presentations", 1, 1_000_000);

    private final String key;
    private final double least;
    private final double most;

    LiveParameter(String key, double least, double most) {
        this.key = key;
        this.least = least;
        this.most = most;
    }

    public String key() {
        return key;
    }

    /** No smaller value is taken. */
    public double least() {
        return least;
    }

    /** No larger value is taken. */
    public double most() {
        return most;
    }

    /** @throws IllegalArgumentException when there is none of that name that may be changed */
    public static LiveParameter of(String key) {
        return Arrays.stream(values())
                .filter(parameter -> parameter.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + printable(key)
                        + "' cannot be changed while a session runs; these can: "
                        + Arrays.stream(values()).map(LiveParameter::key).collect(Collectors.joining(", "))));
    }

    /** @throws IllegalArgumentException when it may not have this value */
    void require(double value) {
        if (!(value >= least && value <= most) || (this == BLOCK_PRESENTATIONS && value != Math.rint(value))) {
            throw new IllegalArgumentException(
                    key + " must be " + (this == BLOCK_PRESENTATIONS ? "a whole number " : "") + "from " + least
                            + " to " + most + ", was " + value);
        }
    }

    /** On one line, whatever it was. */
    private static String printable(String text) {
        return text.substring(0, Math.min(60, text.length())).replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?");
    }
}
