package org.loopscope.tests.scenario;

import java.util.function.Consumer;
import org.loopscope.firmware.ClockFit;
import org.loopscope.firmware.ExecutedPulse;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.Pulse;
import org.loopscope.firmware.TimingDevice;
import org.loopscope.firmware.TtlEdge;

/** A timing device whose light goes on when the session begins and is not touched again, so that something has to put it out. */
public class LitDevice implements TimingDevice {
    private final TimingDevice real;

    public LitDevice(TimingDevice real) {
        this.real = real;
    }

    @Override
    public String identity() {
        return real.identity();
    }

    @Override
    public void poll(long nowNs, Consumer<TtlEdge> edges, Consumer<ExecutedPulse> pulses) {
        real.poll(nowNs, edges, pulses);
    }

    @Override
    public void pulse(Pulse pulse) {
        real.pulse(pulse);
    }

    @Override
    public void drive(Line line, boolean high) {
        real.drive(line, high);
        if (line == Line.ACQUISITION_ENABLE && high) {
            real.drive(Line.STIMULATION, true);
        }
    }

    @Override
    public long maxPulseNs() {
        return real.maxPulseNs();
    }

    @Override
    public void makeSafe() {
        real.makeSafe();
    }

    @Override
    public boolean isSafe() {
        return real.isSafe();
    }

    @Override
    public ClockFit clockFit() {
        return real.clockFit();
    }

    @Override
    public void close() {
        real.close();
    }
}
