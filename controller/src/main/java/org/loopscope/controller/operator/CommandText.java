package org.loopscope.controller.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Commands as people and programs write them: a verb, and a JSON object of arguments. */
public final class CommandText {
    private CommandText() {}

    /**
     * Reads a command.
     *
     * @param arguments an object; null nodes and missing ones mean that there are none
     * @throws IllegalArgumentException when there is no such verb, or an argument is missing, wrong or too much; its
     *     message is one line for who asked
     */
    public static OperatorCommand read(String verb, JsonNode arguments) {
        OperatorCommand command = switch (verb) {
            case "start" -> new OperatorCommand.Start();
            case "pause" -> new OperatorCommand.Pause();
            case "resume" -> new OperatorCommand.Resume();
            case "stop" -> new OperatorCommand.Stop();
            case "abort" -> new OperatorCommand.Abort();
            case "next-block" -> new OperatorCommand.NextBlock();
            case "mark" -> new OperatorCommand.Mark(text(arguments, "text"));
            case "targets" -> new OperatorCommand.AimAt(neurons(arguments));
            case "veto" ->
                new OperatorCommand.Veto(number(arguments.path("neuron"), "neuron"), flag(arguments, "vetoed"));
            case "set" -> new OperatorCommand.Set(LiveParameter.of(text(arguments, "name")), value(arguments, "value"));
            default ->
                throw new IllegalArgumentException("there is no such command; there are start, pause, resume,"
                        + " stop, abort, next-block, mark, targets, veto and set");
        };
        refuseOthers(command, arguments);
        return command;
    }

    private static void refuseOthers(OperatorCommand command, JsonNode arguments) {
        List<String> known = switch (command) {
            case OperatorCommand.Mark _ -> List.of("text");
            case OperatorCommand.AimAt _ -> List.of("neurons");
            case OperatorCommand.Veto _ -> List.of("neuron", "vetoed");
            case OperatorCommand.Set _ -> List.of("name", "value");
            case OperatorCommand.Start _,
                    OperatorCommand.Pause _,
                    OperatorCommand.Resume _,
                    OperatorCommand.Stop _,
                    OperatorCommand.Abort _,
                    OperatorCommand.NextBlock _ -> List.of();
        };
        arguments.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(command.verb() + " has "
                        + (known.isEmpty() ? "no arguments" : "the arguments " + known + " only"));
            }
        });
    }

    private static String text(JsonNode arguments, String name) {
        JsonNode node = arguments.path(name);
        if (!node.isTextual()) {
            throw new IllegalArgumentException("'" + name + "' must be given, as text");
        }
        return node.textValue();
    }

    private static double value(JsonNode arguments, String name) {
        JsonNode node = arguments.path(name);
        if (!node.isNumber()) {
            throw new IllegalArgumentException("'" + name + "' must be given, as a number");
        }
        return node.doubleValue();
    }

    private static int number(JsonNode node, String name) {
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw new IllegalArgumentException("'" + name + "' must be given, as a whole number");
        }
        return node.intValue();
    }

    private static boolean flag(JsonNode arguments, String name) {
        JsonNode node = arguments.path(name);
        if (!node.isBoolean()) {
            throw new IllegalArgumentException("'" + name + "' must be given, as true or false");
        }
        return node.booleanValue();
    }

    private static int[] neurons(JsonNode arguments) {
        JsonNode list = arguments.path("neurons");
        if (!list.isArray() || list.size() > OperatorCommand.AimAt.MOST_NEURONS) {
            throw new IllegalArgumentException("'neurons' must be given, as a list of 1 to "
                    + OperatorCommand.AimAt.MOST_NEURONS + " whole numbers");
        }
        List<Integer> neurons = new ArrayList<>();
        list.forEach(node -> neurons.add(number(node, "neurons")));
        return neurons.stream().mapToInt(Integer::intValue).toArray();
    }
}
