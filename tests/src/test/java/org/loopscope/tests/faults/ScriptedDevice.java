package org.loopscope.tests.faults;

import java.util.function.Consumer;
import org.loopscope.firmware.ExecutedPulse;
import org.loopscope.firmware.TimingDevice;
import org.loopscope.firmware.TtlEdge;
import org.loopscope.tests.scenario.LitDevice;

/** A timing device that is unplugged at a session time: it throws at every call, or says nothing any more. */
final class ScriptedDevice extends LitDevice {
    private final long unpluggedNs;
    private final boolean silent;
    private final boolean outputsReachable;
    private volatile boolean unplugged;

    /**
     * @param silent whether it says nothing in place of throwing
     * @param outputsReachable whether its lines can still be set low when it throws
     */
    ScriptedDevice(TimingDevice real, long unpluggedNs, boolean silent, boolean outputsReachable) {
        super(real);
        this.unpluggedNs = unpluggedNs;
        this.silent = silent;
        this.outputsReachable = outputsReachable;
    }

    @Override
    public void poll(long nowNs, Consumer<TtlEdge> edges, Consumer<ExecutedPulse> pulses) {
        unplugged |= nowNs >= unpluggedNs;
        if (!unplugged) {
            super.poll(nowNs, edges, pulses);
        } else if (!silent) {
            throw new IllegalStateException("the timing device was unplugged");
        }
    }

    @Override
    public void makeSafe() {
        if (unplugged && !outputsReachable) {
            throw new IllegalStateException("the timing device does not answer");
        }
        super.makeSafe();
    }
}
