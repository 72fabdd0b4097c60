package org.loopscope.controller.log.journal;

import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusDecision;
import org.loopscope.stimulus.StimulusImage;

/**
 * Bytes of what was decided and shown.
 *
 * <pre>
 * Stimulus         = u8: 0 Blank | 1 BankImage index:i32 | 2 HeldOutImage index:i32
 *                  | 4 GaudyImage index:i32
 *                  | 3 Synthesized targetNeuron:i32 ascentSteps:i32 id:text widthPx:i32 heightPx:i32 pixels:f32[]
 * StimulusDecision = index:i64 | frameIndex:i64 | Stimulus | requestedOnsetNs:i64 | durationNs:i64 | deadlineNs:i64
 *                  | decidedNs:i64 | missedDeadline:bool | policy:text | modelUpdate:i32 | modelAge:i32
 * Presentation     = StimulusDecision | measuredOnsetNs:i64 | measuredOffsetNs:i64
 *                  | outcome:u8 (0 ON_TIME, 1 LATE, 2 NOT_SEEN)
 * </pre>
 */
final class StimulusCodec {
    /** The shortest presentation: a blank chosen by a policy without a name. */
    static final int LEAST_PRESENTATION_BYTES = 79;

    private StimulusCodec() {}

    static void write(StimulusDecision decision, RecordOutput out) {
        out.i64(decision.index());
        out.i64(decision.frameIndex());
        write(decision.stimulus(), out);
        out.i64(decision.requestedOnsetNs());
        out.i64(decision.durationNs());
        out.i64(decision.deadlineNs());
        out.i64(decision.decidedNs());
        out.bool(decision.missedDeadline());
        out.text(decision.policy());
        out.i32(decision.modelUpdate());
        out.i32(decision.modelAge());
    }

    static StimulusDecision readDecision(RecordInput in) {
        return new StimulusDecision(
                in.i64(),
                in.i64(),
                readStimulus(in),
                in.i64(),
                in.i64(),
                in.i64(),
                in.i64(),
                in.bool(),
                in.text(),
                in.i32(),
                in.i32());
    }

    static void write(Presentation presentation, RecordOutput out) {
        write(presentation.decision(), out);
        out.i64(presentation.measuredOnsetNs());
        out.i64(presentation.measuredOffsetNs());
        out.u8(
                switch (presentation.outcome()) {
                    case ON_TIME -> 0;
                    case LATE -> 1;
                    case NOT_SEEN -> 2;
                });
    }

    static Presentation readPresentation(RecordInput in) {
        return new Presentation(readDecision(in), in.i64(), in.i64(), readOutcome(in));
    }

    private static Presentation.Outcome readOutcome(RecordInput in) {
        int code = in.u8();
        return switch (code) {
            case 0 -> Presentation.Outcome.ON_TIME;
            case 1 -> Presentation.Outcome.LATE;
            case 2 -> Presentation.Outcome.NOT_SEEN;
            default -> throw new IllegalArgumentException("there is no outcome with code " + code);
        };
    }

    private static void write(Stimulus stimulus, RecordOutput out) {
        switch (stimulus) {
            case Stimulus.Blank blank -> out.u8(0);
            case Stimulus.BankImage image -> {
                out.u8(1);
                out.i32(image.index());
            }
            case Stimulus.GaudyImage image -> {
                out.u8(4);
                out.i32(image.index());
            }
            case Stimulus.HeldOutImage image -> {
                out.u8(2);
                out.i32(image.index());
            }
            case Stimulus.Synthesized made -> {
                out.u8(3);
                out.i32(made.targetNeuron());
                out.i32(made.ascentSteps());
                out.text(made.image().id());
                out.i32(made.image().size().widthPx());
                out.i32(made.image().size().heightPx());
                out.floats(made.image().pixels());
            }
        }
    }

    private static Stimulus readStimulus(RecordInput in) {
        int code = in.u8();
        return switch (code) {
            case 0 -> new Stimulus.Blank();
            case 1 -> new Stimulus.BankImage(in.i32());
            case 2 -> new Stimulus.HeldOutImage(in.i32());
            case 3 -> new Stimulus.Synthesized(in.i32(), in.i32(), readImage(in));
            case 4 -> new Stimulus.GaudyImage(in.i32());
            default -> throw new IllegalArgumentException("there is no stimulus with code " + code);
        };
    }

    private static StimulusImage readImage(RecordInput in) {
        return new StimulusImage(in.text(), new PictureSize(in.i32(), in.i32()), in.floats());
    }
}
