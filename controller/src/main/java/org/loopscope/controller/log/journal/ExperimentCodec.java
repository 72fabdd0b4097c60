package org.loopscope.controller.log.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.loopscope.controller.log.SessionEvent.BaselineMeasured;
import org.loopscope.controller.log.SessionEvent.BlockChanged;
import org.loopscope.controller.log.SessionEvent.CycleInputs;
import org.loopscope.controller.log.SessionEvent.ImagesPredicted;
import org.loopscope.controller.log.SessionEvent.PulseDecided;
import org.loopscope.controller.log.SessionEvent.ResponseMeasured;
import org.loopscope.controller.log.SessionEvent.TargetsChosen;
import org.loopscope.inference.Response;

/**
 * Bytes of what the experiment saw and decided; a list is its count as i32, then its items.
 *
 * <pre>
 * CycleInputs      = frameIndex:i64 | nowNs:i64 | TtlEdge[] | ExecutedPulse[] | Presentation[] | modelUpdatesTaken:i32
 *                  | OperatorRequest[]
 * BlockChanged     = block:text | kind:text | begun:bool | frameIndex:i64 | nowNs:i64
 * PulseDecided     = frameIndex:i64 | decidedNs:i64 | Pulse | drive:f32
 * ResponseMeasured = Presentation | rates:f32[] | frames:i32
 * TargetsChosen    = neurons:i32[] | reliability:f32[]
 * BaselineMeasured = name:text | presentations:i32 | meanCorrelation:f32
 * ImagesPredicted  = presentations:i32 | ascentSteps:i32 | neurons:i32[] | predictedRates:f32[]
 * </pre>
 *
 * StimulusDecided is one StimulusDecision, see {@link StimulusCodec}; an OperatorRequest is drawn in
 * {@link OperatorCodec}.
 */
final class ExperimentCodec {
    private ExperimentCodec() {}

    static void write(CycleInputs e, RecordOutput out) {
        out.i64(e.frameIndex());
        out.i64(e.nowNs());
        writeAll(e.edges(), out, TimingCodec::write);
        writeAll(e.pulses(), out, TimingCodec::write);
        writeAll(e.presentations(), out, StimulusCodec::write);
        out.i32(e.modelUpdatesTaken());
        writeAll(e.commands(), out, OperatorCodec::write);
    }

    static CycleInputs readCycleInputs(RecordInput in) {
        return new CycleInputs(
                in.i64(),
                in.i64(),
                readAll(in, TimingCodec.EDGE_BYTES, TimingCodec::readEdge),
                readAll(in, TimingCodec.EXECUTED_PULSE_BYTES, TimingCodec::readExecutedPulse),
                readAll(in, StimulusCodec.LEAST_PRESENTATION_BYTES, StimulusCodec::readPresentation),
                in.i32(),
                readAll(in, 1, OperatorCodec::readRequest));
    }

    static void write(BlockChanged e, RecordOutput out) {
        out.text(e.block());
        out.text(e.kind());
        out.bool(e.begun());
        out.i64(e.frameIndex());
        out.i64(e.nowNs());
    }

    static BlockChanged readBlockChanged(RecordInput in) {
        return new BlockChanged(in.text(), in.text(), in.bool(), in.i64(), in.i64());
    }

    static void write(PulseDecided e, RecordOutput out) {
        out.i64(e.frameIndex());
        out.i64(e.decidedNs());
        TimingCodec.write(e.pulse(), out);
        out.f32(e.drive());
    }

    static PulseDecided readPulseDecided(RecordInput in) {
        return new PulseDecided(in.i64(), in.i64(), TimingCodec.readPulse(in), in.f32());
    }

    static void write(ResponseMeasured e, RecordOutput out) {
        StimulusCodec.write(e.response().presentation(), out);
        out.floats(e.response().rates());
        out.i32(e.response().frames());
    }

    static ResponseMeasured readResponseMeasured(RecordInput in) {
        return new ResponseMeasured(new Response(StimulusCodec.readPresentation(in), in.floats(), in.i32()));
    }

    static void write(TargetsChosen e, RecordOutput out) {
        out.ints(e.neurons());
        out.floats(e.reliability());
    }

    static TargetsChosen readTargetsChosen(RecordInput in) {
        return new TargetsChosen(in.ints(), in.floats());
    }

    static void write(BaselineMeasured e, RecordOutput out) {
        out.text(e.name());
        out.i32(e.presentations());
        out.f32(e.meanCorrelation());
    }

    static BaselineMeasured readBaselineMeasured(RecordInput in) {
        return new BaselineMeasured(in.text(), in.i32(), in.f32());
    }

    static void write(ImagesPredicted e, RecordOutput out) {
        out.i32(e.presentations());
        out.i32(e.ascentSteps());
        out.ints(e.neurons());
        out.floats(e.predictedRates());
    }

    static ImagesPredicted readImagesPredicted(RecordInput in) {
        return new ImagesPredicted(in.i32(), in.i32(), in.ints(), in.floats());
    }

    private static <T> void writeAll(List<T> items, RecordOutput out, BiConsumer<T, RecordOutput> write) {
        out.i32(items.size());
        for (T item : items) {
            write.accept(item, out);
        }
    }

    private static <T> List<T> readAll(RecordInput in, int leastBytes, Function<RecordInput, T> read) {
        int count = in.count(leastBytes);
        List<T> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(read.apply(in));
        }
        return items;
    }
}
