package org.loopscope.controller.log.journal;

import org.loopscope.controller.log.SessionEvent.ArrayChecksum;
import org.loopscope.controller.log.SessionEvent.ClockFitted;
import org.loopscope.controller.log.SessionEvent.ComputeDeviceLost;
import org.loopscope.controller.log.SessionEvent.FaultRaised;
import org.loopscope.controller.log.SessionEvent.ModelSnapshot;
import org.loopscope.controller.log.SessionEvent.SessionContinued;
import org.loopscope.controller.log.SessionEvent.SessionEnded;
import org.loopscope.controller.log.SessionEvent.SessionStarted;
import org.loopscope.controller.log.SessionEvent.TrainingStepsTaken;
import org.loopscope.inference.encoder.DeviceLoss;

/**
 * Bytes of the session's frame and of the model's state.
 *
 * <pre>
 * SessionStarted     = sessionId:text | configuration:text | startTime:text | version:text | device:text
 *                    | fullSpeed:bool
 * SessionContinued   = part:i32 | earlierNs:i64
 * TrainingStepsTaken = request:i64 | steps:i32
 * ComputeDeviceLost  = request:i64 | member:i32 | call:i64 | reason:text | continuesOn:text
 * ModelSnapshot      = presentations:i32 | parameters:f32[]
 * ClockFitted        = nowNs:i64 | ClockFit
 * FaultRaised        = nowNs:i64 | what:text | ended:bool
 * ArrayChecksum      = path:text | bytes:i64 | crc:i32
 * SessionEnded       = outcome:text | nowNs:i64
 * </pre>
 */
final class SessionCodec {
    private SessionCodec() {}

    static void write(SessionStarted e, RecordOutput out) {
        out.text(e.sessionId());
        out.text(e.configuration());
        out.text(e.startTime());
        out.text(e.version());
        out.text(e.device());
        out.bool(e.fullSpeed());
    }

    static SessionStarted readSessionStarted(RecordInput in) {
        return new SessionStarted(in.text(), in.text(), in.text(), in.text(), in.text(), in.bool());
    }

    static void write(SessionContinued e, RecordOutput out) {
        out.i32(e.part());
        out.i64(e.earlierNs());
    }

    static SessionContinued readSessionContinued(RecordInput in) {
        return new SessionContinued(in.i32(), in.i64());
    }

    static void write(TrainingStepsTaken e, RecordOutput out) {
        out.i64(e.request());
        out.i32(e.steps());
    }

    static TrainingStepsTaken readTrainingStepsTaken(RecordInput in) {
        return new TrainingStepsTaken(in.i64(), in.i32());
    }

    static void write(ComputeDeviceLost e, RecordOutput out) {
        DeviceLoss loss = e.loss();
        out.i64(e.request());
        out.i32(loss.member());
        out.i64(loss.call());
        out.text(loss.reason());
        out.text(loss.continuesOn());
    }

    static ComputeDeviceLost readComputeDeviceLost(RecordInput in) {
        return new ComputeDeviceLost(in.i64(), new DeviceLoss(in.i32(), in.i64(), in.text(), in.text()));
    }

    static void write(ModelSnapshot e, RecordOutput out) {
        out.i32(e.presentations());
        out.floats(e.parameters());
    }

    static ModelSnapshot readModelSnapshot(RecordInput in) {
        return new ModelSnapshot(in.i32(), in.floats());
    }

    static void write(ClockFitted e, RecordOutput out) {
        out.i64(e.nowNs());
        TimingCodec.write(e.fit(), out);
    }

    static ClockFitted readClockFitted(RecordInput in) {
        return new ClockFitted(in.i64(), TimingCodec.readClockFit(in));
    }

    static void write(FaultRaised e, RecordOutput out) {
        out.i64(e.nowNs());
        out.text(e.what());
        out.bool(e.ended());
    }

    static FaultRaised readFaultRaised(RecordInput in) {
        return new FaultRaised(in.i64(), in.text(), in.bool());
    }

    static void write(ArrayChecksum e, RecordOutput out) {
        out.text(e.path());
        out.i64(e.bytes());
        out.i32(e.crc());
    }

    static ArrayChecksum readArrayChecksum(RecordInput in) {
        return new ArrayChecksum(in.text(), in.i64(), in.i32());
    }

    static void write(SessionEnded e, RecordOutput out) {
        out.text(e.outcome());
        out.i64(e.nowNs());
    }

    static SessionEnded readSessionEnded(RecordInput in) {
        return new SessionEnded(in.text(), in.i64());
    }
}
