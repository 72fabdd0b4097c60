package org.loopscope.controller.log.journal;

import org.loopscope.controller.log.SessionEvent.FrameQualityMeasured;
import org.loopscope.controller.log.SessionEvent.ResponseInvalidated;
import org.loopscope.inference.Response;

/**
 * Bytes of how good the frames were.
 *
 * <pre>
 * FrameQualityMeasured = frameIndex:i64 | shiftPx:f32 | stepPx:f32 | correlation:f32 | focus:f32 | depthUm:f32
 *                      | brightness:f32 | brightnessLeft:f32 | saturatedShare:f32 | flags:i32
 * ResponseInvalidated  = Presentation | rates:f32[] | frames:i32 | flags:i32 | flaggedFrames:i32
 * </pre>
 */
final class QualityCodec {
    private QualityCodec() {}

    static void write(FrameQualityMeasured e, RecordOutput out) {
        out.i64(e.frameIndex());
        out.f32(e.shiftPx());
        out.f32(e.stepPx());
        out.f32(e.correlation());
        out.f32(e.focus());
        out.f32(e.depthUm());
        out.f32(e.brightness());
        out.f32(e.brightnessLeft());
        out.f32(e.saturatedShare());
        out.i32(e.flags());
    }

    static FrameQualityMeasured readFrameQualityMeasured(RecordInput in) {
        return new FrameQualityMeasured(
                in.i64(), in.f32(), in.f32(), in.f32(), in.f32(), in.f32(), in.f32(), in.f32(), in.f32(), in.i32());
    }

    static void write(ResponseInvalidated e, RecordOutput out) {
        StimulusCodec.write(e.response().presentation(), out);
        out.floats(e.response().rates());
        out.i32(e.response().frames());
        out.i32(e.flags());
        out.i32(e.flaggedFrames());
    }

    static ResponseInvalidated readResponseInvalidated(RecordInput in) {
        Response response = new Response(StimulusCodec.readPresentation(in), in.floats(), in.i32());
        return new ResponseInvalidated(response, in.i32(), in.i32());
    }
}
