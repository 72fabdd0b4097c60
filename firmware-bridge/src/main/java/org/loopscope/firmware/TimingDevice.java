package org.loopscope.firmware;

import java.util.function.Consumer;

/**
 * Hardware that stamps edges and times pulses: a microcontroller, a Harp device, GPIO, or the simulated one.
 *
 * <p>Threads: {@link #poll} and the output calls belong to one thread (the experiment's); {@link #makeSafe} may be
 * called from any thread, at any time, more than once.
 */
public interface TimingDevice extends AutoCloseable {
    /** Name, kind and firmware, for the log. */
    String identity();

    /** Hands over every edge seen and every pulse executed since the last call, oldest first. Never blocks. */
    void poll(long nowNs, Consumer<TtlEdge> edges, Consumer<ExecutedPulse> pulses);

    /** Requests a pulse; its execution is reported by {@link #poll}. */
    void pulse(Pulse pulse);

    /** Drives an output line to a steady level. */
    void drive(Line line, boolean high);

    /** The longest pulse the device accepts, nanoseconds: the bound on how long a light can stay on by mistake. */
    long maxPulseNs();

    /** Drives every output low and cancels pending pulses. */
    void makeSafe();

    /** True when every output is low and no pulse is pending. */
    boolean isSafe();

    /** Fit of the device's clock to the session clock so far. */
    ClockFit clockFit();

    /** Makes the outputs safe, then lets the hardware go. */
    @Override
    void close();
}
