package org.loopscope.firmware.pi4j;

import com.pi4j.io.gpio.digital.DigitalOutput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.loopscope.firmware.ExecutedPulse;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.Pulse;
import org.loopscope.firmware.PulseLimits;
import org.loopscope.firmware.clock.SessionClock;

/** All output pins and the pulses that wait for them. Any thread. */
final class HostTimedOutputs {
    private final SessionClock clock;
    private final PulseLimits limits;
    private final Map<Line, HostTimedOutput> outputs = new EnumMap<>(Line.class);
    private final List<Pulse> pending = new ArrayList<>();
    private boolean closed;

    HostTimedOutputs(SessionClock clock, PulseLimits limits, Map<Line, DigitalOutput> pins) {
        this.clock = clock;
        this.limits = limits;
        pins.forEach((line, pin) -> outputs.put(line, new HostTimedOutput(pin, limits.restNs())));
    }

    synchronized void add(Pulse pulse) {
        require(pulse.line());
        long running =
                outputs.values().stream().filter(HostTimedOutput::isPulsing).count();
        limits.requireAllowed(pulse, pending.size() + (int) running);
        pending.add(pulse);
        pending.sort(Comparator.comparingLong(Pulse::onsetNs));
    }

    synchronized void drive(Line line, boolean high) {
        require(line).drive(high);
    }

    /** Ends pulses whose time is over, begins those that are due, and returns the begun ones. */
    synchronized List<ExecutedPulse> advanceTo(long nowNs) {
        endOverduePulses(nowNs);
        if (closed || pending.isEmpty()) {
            return List.of();
        }
        List<ExecutedPulse> begun = new ArrayList<>();
        Iterator<Pulse> waiting = pending.iterator();
        while (waiting.hasNext()) {
            Pulse pulse = waiting.next();
            HostTimedOutput output = require(pulse.line());
            if (pulse.onsetNs() <= nowNs && output.canPulse(nowNs)) {
                waiting.remove();
                output.beginPulse();
                long onsetNs = clock.nowNs();
                output.endPulseAt(onsetNs + pulse.widthNs());
                begun.add(new ExecutedPulse(pulse, onsetNs, onsetNs));
            }
        }
        return begun;
    }

    synchronized void endOverduePulses(long nowNs) {
        outputs.values().forEach(output -> output.endOverduePulse(nowNs));
    }

    /** Tries every pin even when one fails, then fails with the first error. */
    synchronized void makeSafe() {
        pending.clear();
        RuntimeException failure = null;
        for (HostTimedOutput output : outputs.values()) {
            try {
                output.makeSafe();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Makes safe for good. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            makeSafe();
        }
    }

    synchronized boolean isSafe() {
        return pending.isEmpty() && outputs.values().stream().allMatch(HostTimedOutput::isSafe);
    }

    private HostTimedOutput require(Line line) {
        if (closed) {
            throw new IllegalStateException("the GPIO device is closed; " + line + " stays low");
        }
        HostTimedOutput output = outputs.get(line);
        if (output == null) {
            throw new IllegalArgumentException(
                    "GPIO: " + line + " is no output with a pin; give it one in the pin table");
        }
        return output;
    }
}
