package org.loopscope.firmware.pi4j;

import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;

/**
 * One output pin whose pulses the host times. High while driven high or inside a pulse. Not safe for threads: its
 * owner holds the lock.
 */
final class HostTimedOutput {
    private static final long NEVER = Long.MIN_VALUE;

    private final DigitalOutput pin;
    private final long restNs;
    private boolean drivenHigh;
    private boolean pulsing;
    private long pulseEndNs;
    private long restUntilNs = NEVER;

    HostTimedOutput(DigitalOutput pin, long restNs) {
        this.pin = pin;
        this.restNs = restNs;
    }

    void drive(boolean high) {
        drivenHigh = high;
        apply();
    }

    boolean isPulsing() {
        return pulsing;
    }

    boolean canPulse(long nowNs) {
        return !pulsing && nowNs >= restUntilNs;
    }

    /** Raises the pin; the caller stamps the time afterwards and tells it to {@link #endPulseAt}. */
    void beginPulse() {
        pulsing = true;
        pulseEndNs = Long.MAX_VALUE;
        apply();
    }

    void endPulseAt(long ns) {
        pulseEndNs = ns;
    }

    /** Lowers the pin when its pulse's time is over. */
    void endOverduePulse(long nowNs) {
        if (pulsing && nowNs >= pulseEndNs) {
            pulsing = false;
            restUntilNs = nowNs + restNs;
            apply();
        }
    }

    void makeSafe() {
        drivenHigh = false;
        pulsing = false;
        apply();
    }

    boolean isSafe() {
        return !drivenHigh && !pulsing && pin.state() != DigitalState.HIGH;
    }

    private void apply() {
        pin.state(drivenHigh || pulsing ? DigitalState.HIGH : DigitalState.LOW);
    }
}
