package org.loopscope.controller.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTextTest {
    private static OperatorCommand read(String verb, String json) throws JsonProcessingException {
        return CommandText.read(verb, JsonMapper.builder().build().readTree(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "pause", "resume", "stop", "abort", "next-block"})
    void shouldReadCommandsWithoutArguments(String verb) throws JsonProcessingException {
        assertEquals(verb, read(verb, "{}").verb());
    }

    @Test
    void shouldReadArguments() throws JsonProcessingException {
        assertEquals(new OperatorCommand.Mark("eye open"), read("mark", "{\"text\":\"eye open\"}"));
        assertEquals(new OperatorCommand.AimAt(new int[] {4, 2}), read("targets", "{\"neurons\":[4,2]}"));
        assertEquals(new OperatorCommand.Veto(7, false), read("veto", "{\"neuron\":7,\"vetoed\":false}"));
        assertEquals(
                new OperatorCommand.Set(LiveParameter.LEARNING_RATE, 0.001),
                read("set", "{\"name\":\"learning.rate\",\"value\":0.001}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explode | {} | no such command",
                "pause | {\"now\":1} | no arguments",
                "mark | {} | 'text' must be given",
                "mark | {\"text\":\"  \"} | 1 to 1000 characters",
                "mark | {\"text\":5} | as text",
                "targets | {\"neurons\":[]} | 1 to 200 neurons",
                "targets | {\"neurons\":[1,1]} | twice",
                "targets | {\"neurons\":[1.5]} | whole number",
                "targets | {\"neurons\":[-1]} | no neuron -1",
                "targets | {\"neurons\":[99999999999]} | whole number",
                "veto | {\"neuron\":1} | true or false",
                "set | {\"name\":\"laser.power\",\"value\":1} | cannot be changed while a session runs",
                "set | {\"name\":\"laser\\npower\\u2028\",\"value\":1} | 'laser?power?' cannot",
                "set | {\"name\":\"learning.rate\",\"value\":5} | must be",
                "set | {\"name\":\"learning.rate\",\"value\":\"NaN\"} | as a number",
                "set | {\"name\":\"block.presentations\",\"value\":2.5} | whole number",
            })
    void shouldSayInOneLineWhatIsWrong(String verb, String json, String expected) {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> read(verb, json))
                .getMessage());
        assertTrue(message.contains(expected), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void shouldRefuseLongLists() {
        String many = "{\"neurons\":[" + "1,".repeat(5000) + "1]}";
        assertThrows(IllegalArgumentException.class, () -> read("targets", many));
        assertThrows(IllegalArgumentException.class, () -> read("mark", "{\"text\":\"" + "x".repeat(1001) + "\"}"));
    }
}
