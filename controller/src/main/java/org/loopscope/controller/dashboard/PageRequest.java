package org.loopscope.controller.dashboard;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/** What a page asks, once it has been read. */
sealed interface PageRequest {
    int MOST_SELECTED = 12;

    /** Wants the traces of these cells. */
    record Select(int[] cells) implements PageRequest {}

    /** Wants the live image of this plane; -1 for none. */
    record Live(int plane) implements PageRequest {}

    /** Looks at this moment of a finished session. */
    record Seek(long sessionNs) implements PageRequest {}

    /** Lets a finished session go on, or stand. */
    record Play(boolean playing, double speed) implements PageRequest {}

    /** An operator's command, not yet read. */
    record Command(String id, String verb, JsonNode arguments) implements PageRequest {}

    /** Reads requests; each is small, whatever a stranger sends. */
    final class Reader {
        private static final int LONGEST = 16_384;
        private static final double MOST_SPEED = 64;

        private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(8)
                                .maxStringLength(4000)
                                .build())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();

        /** @throws IllegalArgumentException when it is no request; the message is one line for who asked */
        PageRequest read(String text) {
            if (text.length() > LONGEST) {
                throw new IllegalArgumentException("a request has at most " + LONGEST + " characters");
            }
            JsonNode request;
            try {
                request = json.readTree(text);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("a request must be a JSON object", e);
            }
            return switch (request.path("type").asText("")) {
                case "select" -> new Select(cells(request.path("cells")));
                case "live" -> new Live(request.path("plane").asInt(-1));
                case "seek" -> new Seek(number(request, "sessionNs").asLong());
                case "play" ->
                    new Play(
                            request.path("playing").asBoolean(),
                            Math.clamp(number(request, "speed").asDouble(), 0.1, MOST_SPEED));
                case "command" ->
                    new Command(
                            request.path("id").asText(""),
                            request.path("verb").asText(""),
                            arguments(request.path("arguments")));
                default -> throw new IllegalArgumentException("there is no such request");
            };
        }

        private static JsonNode arguments(JsonNode node) {
            if (node.isObject() || node.isMissingNode() || node.isNull()) {
                return node.isObject() ? node : MissingNode.getInstance();
            }
            throw new IllegalArgumentException("a command's arguments must be a JSON object");
        }

        private static JsonNode number(JsonNode request, String name) {
            if (!request.path(name).isNumber()) {
                throw new IllegalArgumentException("'" + name + "' must be given, as a number");
            }
            return request.path(name);
        }

        private static int[] cells(JsonNode list) {
            if (!list.isArray() || list.size() > MOST_SELECTED) {
                throw new IllegalArgumentException("'cells' must be a list of at most " + MOST_SELECTED + " cells");
            }
            List<Integer> cells = new ArrayList<>();
            for (JsonNode cell : list) {
                if (!cell.canConvertToInt() || !cell.isIntegralNumber() || cell.intValue() < 0) {
                    throw new IllegalArgumentException("'cells' must be a list of whole numbers from 0");
                }
                cells.add(cell.intValue());
            }
            return cells.stream().mapToInt(Integer::intValue).distinct().toArray();
        }
    }
}
