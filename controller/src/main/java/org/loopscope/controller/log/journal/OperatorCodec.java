package org.loopscope.controller.log.journal;

import org.loopscope.controller.log.SessionEvent.OperatorAnswered;
import org.loopscope.controller.operator.LiveParameter;
import org.loopscope.controller.operator.OperatorCommand;
import org.loopscope.controller.operator.OperatorRequest;

/**
 * Bytes of what operators asked for.
 *
 * <pre>
 * OperatorRequest  = code:u8 | id:text | person:text | fields by code
 *                    16 start, 17 pause, 18 resume, 19 stop, 20 abort, 21 next-block: none
 *                    22 mark: text:text
 *                    23 targets: neurons:i32[]
 *                    24 veto: neuron:i32 | vetoed:bool
 *                    25 set: key:text | value:f64
 *                    0 START, 1 PAUSE, 2 RESUME, 3 STOP alone, without an id, in older journals
 * OperatorAnswered = id:text | verb:text | accepted:bool | reason:text | nowNs:i64
 * </pre>
 */
final class OperatorCodec {
    private OperatorCodec() {}

    static void write(OperatorRequest request, RecordOutput out) {
        OperatorCommand command = request.command();
        out.u8(code(command));
        out.text(request.id());
        out.text(request.person());
        switch (command) {
            case OperatorCommand.Mark(String text) -> out.text(text);
            case OperatorCommand.AimAt(int[] neurons) -> out.ints(neurons);
            case OperatorCommand.Veto(int neuron, boolean vetoed) -> {
                out.i32(neuron);
                out.bool(vetoed);
            }
            case OperatorCommand.Set(LiveParameter parameter, double value) -> {
                out.text(parameter.key());
                out.f64(value);
            }
            case OperatorCommand.Start _,
                    OperatorCommand.Pause _,
                    OperatorCommand.Resume _,
                    OperatorCommand.Stop _,
                    OperatorCommand.Abort _,
                    OperatorCommand.NextBlock _ -> {}
        }
    }

    private static int code(OperatorCommand command) {
        return switch (command) {
            case OperatorCommand.Start _ -> 16;
            case OperatorCommand.Pause _ -> 17;
            case OperatorCommand.Resume _ -> 18;
            case OperatorCommand.Stop _ -> 19;
            case OperatorCommand.Abort _ -> 20;
            case OperatorCommand.NextBlock _ -> 21;
            case OperatorCommand.Mark _ -> 22;
            case OperatorCommand.AimAt _ -> 23;
            case OperatorCommand.Veto _ -> 24;
            case OperatorCommand.Set _ -> 25;
        };
    }

    static OperatorRequest readRequest(RecordInput in) {
        int code = in.u8();
        return switch (code) {
            case 0 -> OperatorRequest.unnamed(new OperatorCommand.Start());
            case 1 -> OperatorRequest.unnamed(new OperatorCommand.Pause());
            case 2 -> OperatorRequest.unnamed(new OperatorCommand.Resume());
            case 3 -> OperatorRequest.unnamed(new OperatorCommand.Stop());
            default -> new OperatorRequest(in.text(), in.text(), readCommand(code, in));
        };
    }

    private static OperatorCommand readCommand(int code, RecordInput in) {
        return switch (code) {
            case 16 -> new OperatorCommand.Start();
            case 17 -> new OperatorCommand.Pause();
            case 18 -> new OperatorCommand.Resume();
            case 19 -> new OperatorCommand.Stop();
            case 20 -> new OperatorCommand.Abort();
            case 21 -> new OperatorCommand.NextBlock();
            case 22 -> new OperatorCommand.Mark(in.text());
            case 23 -> new OperatorCommand.AimAt(in.ints());
            case 24 -> new OperatorCommand.Veto(in.i32(), in.bool());
            case 25 -> new OperatorCommand.Set(LiveParameter.of(in.text()), in.f64());
            default -> throw new IllegalArgumentException("there is no command with code " + code);
        };
    }

    static void write(OperatorAnswered e, RecordOutput out) {
        out.text(e.id());
        out.text(e.verb());
        out.bool(e.accepted());
        out.text(e.reason());
        out.i64(e.nowNs());
    }

    static OperatorAnswered readOperatorAnswered(RecordInput in) {
        return new OperatorAnswered(in.text(), in.text(), in.bool(), in.text(), in.i64());
    }
}
