package org.loopscope.controller.log.nwb;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.loopscope.controller.log.SessionEvent.OperatorAnswered;
import org.loopscope.controller.log.hdf5.ExtendibleDataset;
import org.loopscope.controller.log.hdf5.ExtendibleTexts;
import org.loopscope.controller.operator.LiveParameter;
import org.loopscope.controller.operator.OperatorCommand;
import org.loopscope.controller.operator.OperatorRequest;

/** What operators asked for while the session ran, their marks included, and what became of it: a row for each answer. */
final class OperatorTable {
    private final OnFirstUse<Columns> columns;
    /** Asked and not yet answered, by id; a command is answered in the cycle that took it. */
    private final Map<String, OperatorRequest> asked = new HashMap<>();

    OperatorTable(NwbObjects objects) {
        columns = new OnFirstUse<>(() -> new Columns(objects));
    }

    void asked(OperatorRequest request) {
        asked.put(request.id(), request);
    }

    void answered(OperatorAnswered answer) {
        OperatorRequest request = asked.remove(answer.id());
        if (request != null) {
            columns.value().append(request, answer);
        }
    }

    /** The command's arguments; of a mark its text. */
    private static String text(OperatorCommand command) {
        return switch (command) {
            case OperatorCommand.Mark(String text) -> text;
            case OperatorCommand.AimAt(int[] neurons) ->
                IntStream.of(neurons).mapToObj(Integer::toString).collect(Collectors.joining(" "));
            case OperatorCommand.Veto(int neuron, boolean vetoed) -> neuron + (vetoed ? "" : " taken back");
            case OperatorCommand.Set(LiveParameter parameter, double value) -> parameter.key() + "=" + value;
            case OperatorCommand.Start _,
                    OperatorCommand.Pause _,
                    OperatorCommand.Resume _,
                    OperatorCommand.Stop _,
                    OperatorCommand.Abort _,
                    OperatorCommand.NextBlock _ -> "";
        };
    }

    private static final class Columns {
        private final NwbTable table;
        private final ExtendibleDataset time;
        private final ExtendibleTexts verb;
        private final ExtendibleTexts text;
        private final ExtendibleTexts person;
        private final ExtendibleDataset accepted;
        private final ExtendibleTexts reason;

        Columns(NwbObjects objects) {
            table = new NwbTable(
                    objects,
                    NwbLayout.OPERATOR_COMMANDS,
                    NwbType.DYNAMIC_TABLE,
                    "What operators asked for while the session ran, their marks included");
            time = table.seconds("session_time", "When it was obeyed or refused, seconds on the session clock");
            verb = table.texts("verb", "What was asked for");
            text = table.texts("text", "The mark, or the command's arguments");
            person = table.texts("person", "Who asked");
            accepted = table.truth("accepted", "Whether it was obeyed");
            reason = table.texts("reason", "Why it was refused");
            table.seal();
        }

        void append(OperatorRequest request, OperatorAnswered answer) {
            time.append(NwbObjects.seconds(answer.nowNs()));
            verb.append(answer.verb());
            text.append(OperatorTable.text(request.command()));
            person.append(request.person());
            accepted.append(answer.accepted());
            reason.append(answer.reason());
            table.rowDone();
        }
    }
}
