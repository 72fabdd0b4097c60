package org.loopscope.firmware.simulated;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.Pulse;
import org.loopscope.firmware.PulseLimits;

/**
 * The output stage of the simulated device: steady levels and pulses timed on the device's clock. A line is high while
 * it is driven high or inside one of its pulses; nobody has to do anything for it to fall. Any thread.
 */
final class SimulatedOutputs {

    /** A pulse with its place in device time. */
    private record Slot(Pulse request, long startNs, long endNs, AtomicBoolean reported) {}

    /** A pulse that has risen, with its true onset in device time. */
    record Risen(Pulse request, long startNs) {}

    private final PulseLimits limits;
    private final Set<Line> drivenHigh = EnumSet.noneOf(Line.class);
    /** By start; no two of one line come closer than the limits' rest. */
    private final List<Slot> slots = new ArrayList<>();

    SimulatedOutputs(PulseLimits limits) {
        this.limits = limits;
    }

    synchronized void add(Pulse pulse, long onsetDeviceNs) {
        limits.requireAllowed(pulse, slots.size());
        long startNs = onsetDeviceNs;
        for (Slot slot : slots) {
            boolean tooClose = startNs < slot.endNs + limits.restNs()
                    && slot.startNs < startNs + pulse.widthNs() + limits.restNs();
            if (slot.request.line() == pulse.line() && tooClose) {
                startNs = slot.endNs + limits.restNs();
            }
        }
        slots.add(new Slot(pulse, startNs, startNs + pulse.widthNs(), new AtomicBoolean()));
        slots.sort(Comparator.comparingLong(Slot::startNs));
    }

    synchronized void drive(Line line, boolean high) {
        if (high) {
            drivenHigh.add(line);
        } else {
            drivenHigh.remove(line);
        }
    }

    /** Pulses that have risen since the last call and by now, oldest first; forgets those that have fallen. */
    synchronized List<Risen> advanceTo(long nowDeviceNs) {
        if (slots.isEmpty()) {
            return List.of();
        }
        List<Risen> risen = new ArrayList<>();
        for (Slot slot : slots) {
            if (slot.startNs <= nowDeviceNs && slot.reported.compareAndSet(false, true)) {
                risen.add(new Risen(slot.request, slot.startNs));
            }
        }
        slots.removeIf(slot -> slot.endNs <= nowDeviceNs);
        return risen;
    }

    synchronized boolean isHigh(Line line, long deviceNs) {
        boolean pulsed = slots.stream()
                .anyMatch(slot -> slot.request.line() == line && slot.startNs <= deviceNs && deviceNs < slot.endNs);
        return pulsed || drivenHigh.contains(line);
    }

    synchronized boolean isSafe() {
        return drivenHigh.isEmpty() && slots.isEmpty();
    }

    synchronized void makeSafe() {
        drivenHigh.clear();
        slots.clear();
    }
}
