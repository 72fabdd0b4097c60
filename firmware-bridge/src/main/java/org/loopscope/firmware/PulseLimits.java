package org.loopscope.firmware;

/**
 * What a timing device allows on its outputs.
 *
 * @param maxPulseNs the longest pulse, nanoseconds
 * @param restNs least time that a line stays low between two pulses, so that pulses asked for on top of each other do
 *     not join into one longer than allowed; the later one starts later, and its report says when
 * @param pendingPulses how many pulses may wait or run at once, over all lines
 */
public record PulseLimits(long maxPulseNs, long restNs, int pendingPulses) {
    public static final PulseLimits TYPICAL = new PulseLimits(1_000_000_000L, 1_000_000L, 64);

    public PulseLimits {
        if (maxPulseNs <= 0 || restNs <= 0 || pendingPulses <= 0) {
            throw new IllegalArgumentException("pulse limits must be positive: maxPulseNs=" + maxPulseNs + ", restNs="
                    + restNs + ", pendingPulses=" + pendingPulses);
        }
    }

    /**
     * Refuses a pulse that is too long, or one too many.
     *
     * @throws IllegalArgumentException when it is longer than {@link #maxPulseNs}
     * @throws IllegalStateException when as many as allowed are pending already
     */
    public void requireAllowed(Pulse pulse, int pending) {
        if (pulse.widthNs() > maxPulseNs) {
            throw new IllegalArgumentException("a pulse of " + pulse.widthNs() + " ns on " + pulse.line()
                    + " is longer than the device allows (" + maxPulseNs
                    + " ns); shorten it, or raise the device's limit if the preparation can bear it");
        }
        if (pending >= pendingPulses) {
            throw new IllegalStateException("no room for another pulse on " + pulse.line() + ": " + pending
                    + " are pending already; ask for fewer or shorter pulses");
        }
    }
}
