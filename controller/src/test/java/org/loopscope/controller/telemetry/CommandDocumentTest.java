package org.loopscope.controller.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.loopscope.controller.operator.CommandDesk;
import org.loopscope.controller.operator.CommandText;
import org.loopscope.controller.operator.LiveParameter;
import org.loopscope.controller.operator.OperatorCommand;

/** What docs/mqtt.md says of commands is what is read, and it says all of it. */
class CommandDocumentTest {
    private static ObjectNode arguments(Set<String> names) {
        ObjectNode arguments = JsonMapper.builder().build().createObjectNode();
        for (String name : names) {
            switch (name) {
                case "text" -> arguments.put(name, "mouse awake");
                case "neurons" -> arguments.putArray(name).add(3);
                case "neuron" -> arguments.put(name, 3);
                case "vetoed" -> arguments.put(name, true);
                case "name" -> arguments.put(name, "learning.rate");
                case "value" -> arguments.put(name, 0.01);
                default -> arguments.put(name, "");
            }
        }
        return arguments;
    }

    @Test
    void shouldNameEachCommandAndWhatItTakesAndNoOther() throws IOException {
        Set<Class<?>> read = new HashSet<>();
        for (List<String> row : DocumentTable.below("Commands").rows()) {
            Set<String> takes = DocumentTable.names(row.get(1));
            for (String verb : DocumentTable.names(row.getFirst())) {
                OperatorCommand command = CommandText.read(verb, arguments(takes));
                assertEquals(verb, command.verb());
                read.add(command.getClass());
                for (String each : takes) {
                    ObjectNode without = arguments(takes);
                    without.remove(each);
                    assertThrows(IllegalArgumentException.class, () -> CommandText.read(verb, without), verb);
                }
                assertThrows(
                        IllegalArgumentException.class,
                        () -> CommandText.read(verb, arguments(takes).put("other", 1)));
            }
        }
        assertEquals(Set.of(OperatorCommand.class.getPermittedSubclasses()), read);
    }

    @Test
    void shouldSayTheLimitsThatThereAre() throws IOException {
        DocumentTable table = DocumentTable.below("Commands");
        assertEquals(
                Arrays.stream(LiveParameter.values()).map(LiveParameter::key).collect(Collectors.toSet()),
                DocumentTable.names(table.rowOf("set").get(2)));
        String mark =
                "up to " + NumberFormat.getIntegerInstance(Locale.ROOT).format(OperatorCommand.Mark.MOST_CHARACTERS);
        assertTrue(table.rowOf("mark").get(2).contains(mark + " characters"));
        assertTrue(table.rowOf("targets").get(2).contains("up to " + OperatorCommand.AimAt.MOST_NEURONS));
        assertTrue(DocumentTable.document()
                .contains("after " + CommandDesk.PATIENCE_NS / 1_000_000_000 + " s at the latest"));
    }
}
