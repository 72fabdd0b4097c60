package org.loopscope.controller.log.journal;

import org.loopscope.firmware.ClockFit;
import org.loopscope.firmware.ExecutedPulse;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.Pulse;
import org.loopscope.firmware.TtlEdge;

/**
 * Bytes of the timing device's records.
 *
 * <pre>
 * Line          = u8: 0 FRAME_CLOCK, 1 PHOTODIODE, 2 START_TRIGGER, 3 STIMULATION, 4 ACQUISITION_ENABLE
 * Pulse         = line:Line | onsetNs:i64 | widthNs:i64                                   17 bytes
 * ExecutedPulse = request:Pulse | deviceOnsetNs:i64 | sessionOnsetNs:i64                  33 bytes
 * TtlEdge       = line:Line | rising:bool | deviceNs:i64 | sessionNs:i64                  18 bytes
 * ClockFit      = rate:f64 | offsetNs:f64 | residualNs:f64 | samples:i32                  28 bytes
 * </pre>
 */
final class TimingCodec {
    static final int EDGE_BYTES = 18;
    static final int EXECUTED_PULSE_BYTES = 33;

    private TimingCodec() {}

    static void write(Pulse pulse, RecordOutput out) {
        writeLine(pulse.line(), out);
        out.i64(pulse.onsetNs());
        out.i64(pulse.widthNs());
    }

    static Pulse readPulse(RecordInput in) {
        return new Pulse(readLine(in), in.i64(), in.i64());
    }

    static void write(ExecutedPulse pulse, RecordOutput out) {
        write(pulse.request(), out);
        out.i64(pulse.deviceOnsetNs());
        out.i64(pulse.sessionOnsetNs());
    }

    static ExecutedPulse readExecutedPulse(RecordInput in) {
        return new ExecutedPulse(readPulse(in), in.i64(), in.i64());
    }

    static void write(TtlEdge edge, RecordOutput out) {
        writeLine(edge.line(), out);
        out.bool(edge.rising());
        out.i64(edge.deviceNs());
        out.i64(edge.sessionNs());
    }

    static TtlEdge readEdge(RecordInput in) {
        return new TtlEdge(readLine(in), in.bool(), in.i64(), in.i64());
    }

    static void write(ClockFit fit, RecordOutput out) {
        out.f64(fit.rate());
        out.f64(fit.offsetNs());
        out.f64(fit.residualNs());
        out.i32(fit.samples());
    }

    static ClockFit readClockFit(RecordInput in) {
        return new ClockFit(in.f64(), in.f64(), in.f64(), in.i32());
    }

    private static void writeLine(Line line, RecordOutput out) {
        out.u8(
                switch (line) {
                    case FRAME_CLOCK -> 0;
                    case PHOTODIODE -> 1;
                    case START_TRIGGER -> 2;
                    case STIMULATION -> 3;
                    case ACQUISITION_ENABLE -> 4;
                });
    }

    private static Line readLine(RecordInput in) {
        int code = in.u8();
        return switch (code) {
            case 0 -> Line.FRAME_CLOCK;
            case 1 -> Line.PHOTODIODE;
            case 2 -> Line.START_TRIGGER;
            case 3 -> Line.STIMULATION;
            case 4 -> Line.ACQUISITION_ENABLE;
            default -> throw new IllegalArgumentException("there is no line with code " + code);
        };
    }
}
