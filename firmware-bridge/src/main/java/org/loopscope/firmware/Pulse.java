package org.loopscope.firmware;

/**
 * A timed pulse on an output line. The device times its end; no thread of ours has to live for the line to fall.
 *
 * @param line an output line
 * @param onsetNs when it shall rise, session clock; a time in the past means at once
 * @param widthNs how long it stays high, at most {@link TimingDevice#maxPulseNs()}
 */
public record Pulse(Line line, long onsetNs, long widthNs) {
    public Pulse {
        if (!line.isOutput()) {
            throw new IllegalArgumentException(line + " is an input and cannot be pulsed");
        }
        if (widthNs <= 0) {
            throw new IllegalArgumentException("pulse width must be positive, was " + widthNs + " ns");
        }
    }
}
