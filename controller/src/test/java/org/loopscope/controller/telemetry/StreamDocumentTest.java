package org.loopscope.controller.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.loopscope.controller.telemetry.Traces.Signal;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusImage;

/** What docs/mqtt.md says of topics, their delivery and their fields is what the code has, and it says all of it. */
class StreamDocumentTest {
    private static final String TOLD = "What is told";
    private static final Pattern FORMAT = Pattern.compile("(u8|u16|u32|i64|f32)( x F)?( x C)?\\b.*");

    private static String where(Channel channel) {
        return channel == Channel.REPLY ? "loopscope/reply/" : channel.level();
    }

    private static Set<String> all() {
        return Arrays.stream(Channel.values())
                .map(StreamDocumentTest::where)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode json(TelemetryMessage message) {
        try {
            return JsonMapper.builder().build().readTree(new TelemetryEncoding().encode(message));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> fields(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The fields of each object within an object, or in a list within it. */
    private static Set<Set<String>> within(JsonNode object) {
        return object.properties().stream()
                .map(field -> field.getValue().isArray() ? field.getValue().path(0) : field.getValue())
                .filter(JsonNode::isObject)
                .map(StreamDocumentTest::fields)
                .collect(Collectors.toSet());
    }

    @Test
    void shouldSayHowEachTopicIsDelivered() throws IOException {
        DocumentTable table = DocumentTable.below("How it is delivered");
        Set<String> expected = all();
        expected.add("status");
        assertEquals(expected, table.named());
        assertEquals(List.of("1", "yes", "never"), table.rowOf("status").subList(1, 4));
        for (Channel channel : Channel.values()) {
            List<String> row = table.rowOf(where(channel));
            assertEquals(channel.isEvent() ? "1" : "0", row.get(1), channel + ": quality of service");
            Set<String> some = DocumentTable.names(row.get(2));
            boolean retained = some.isEmpty() ? row.get(2).equals("yes") : some.contains(channel.level());
            assertEquals(channel.isRetained(), retained, channel + ": retained");
            String expires = channel.expirySeconds() == 0 ? "never" : "after " + channel.expirySeconds() + " s";
            assertEquals(expires, row.get(3), channel + ": expires");
        }
    }

    @Test
    void shouldNameEachFieldOfEachMessageAndNoOther() throws IOException {
        DocumentTable table = DocumentTable.below(TOLD);
        Set<String> expected = all();
        expected.remove(where(Channel.REPLY));
        assertEquals(expected, table.named());
        Set<Set<String>> nested = new HashSet<>();
        // Both signals are one kind of message.
        Set<Channel> seen = EnumSet.of(Channel.SPIKES);
        for (TelemetryMessage message : MadeUpMessages.all()) {
            Channel channel = message.channel();
            seen.add(channel);
            if (!(message instanceof Traces) && channel != Channel.REPLY) {
                JsonNode sent = json(message);
                nested.addAll(within(sent));
                assertNamed(
                        channel,
                        sent,
                        DocumentTable.names(table.rowOf(channel.level()).get(1)));
            }
        }
        assertEquals(EnumSet.allOf(Channel.class), seen);
        assertEquals(4, nested.size(), () -> "planned blocks, latencies, stimuli and settings: " + nested);
        for (Set<String> inner : nested) {
            assertTrue(
                    table.rows().stream()
                            .anyMatch(row -> DocumentTable.names(row.get(1)).containsAll(inner)),
                    () -> "no row has all of " + inner);
        }
    }

    private static void assertNamed(Channel channel, JsonNode sent, Set<String> documented) {
        Set<String> may = fields(sent);
        assertTrue(documented.containsAll(may), () -> channel + " has " + may + ", documented are " + documented);
        within(sent).forEach(may::addAll);
        assertTrue(may.containsAll(documented), () -> channel + " has only " + may + ", documented are " + documented);
    }

    @Test
    void shouldNameTheValuesThatThereAre() throws IOException {
        DocumentTable table = DocumentTable.below(TOLD);
        assertEquals(
                Arrays.stream(Presentation.Outcome.values()).map(Enum::name).collect(Collectors.toSet()),
                DocumentTable.values(table.rowOf("presentation").get(1)));
        Set<String> kinds = new TreeSet<>();
        for (Stimulus stimulus : List.of(
                new Stimulus.Blank(),
                new Stimulus.BankImage(0),
                new Stimulus.GaudyImage(0),
                new Stimulus.HeldOutImage(0),
                new Stimulus.Synthesized(0, 1, new StimulusImage("made", new PictureSize(1, 1), new float[1])))) {
            kinds.add(TrialMessage.Shown.of(stimulus).kind());
        }
        assertEquals(Stimulus.class.getPermittedSubclasses().length, kinds.size());
        assertEquals(kinds, DocumentTable.values(table.rowOf("decision").get(1)));
    }

    @Test
    void shouldSayWhatAnAnswerHas() throws IOException {
        Matcher said = Pattern.compile("the answer comes there: ([^.]*)\\.").matcher(DocumentTable.document());
        assertTrue(said.find());
        assertEquals(fields(json(new OperatorMessage.Reply("", true, ""))), DocumentTable.names(said.group(1)));
    }

    /** Reads a message by the table alone. */
    @Test
    void shouldDrawTracesAsTheyAre() throws IOException {
        long[] frames = {7, 8};
        long[] ends = {70, 80};
        float[] values = {1, 2, 3, 4, 5, 6};
        Traces traces = new Traces(Signal.EVENTS, 5, 3, frames, ends, values);
        ByteBuffer bytes =
                ByteBuffer.wrap(new TelemetryEncoding().encode(traces)).order(ByteOrder.LITTLE_ENDIAN);
        List<String> read = new ArrayList<>();
        for (List<String> row : DocumentTable.below("Traces").rows()) {
            Matcher format = FORMAT.matcher(row.get(1));
            assertTrue(format.matches(), row::toString);
            int count = (format.group(2) == null ? 1 : frames.length) * (format.group(3) == null ? 1 : 3);
            List<String> numbers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                numbers.add(next(bytes, format.group(1)));
            }
            read.add(DocumentTable.names(row.getFirst()) + " " + String.join(" ", numbers));
        }
        assertEquals(
                List.of(
                        "[version] 1",
                        "[signal] 1",
                        "[frames] 2",
                        "[firstCell] 5",
                        "[cells] 3",
                        "[frameIndex] 7 8",
                        "[frameEndNs] 70 80",
                        "[values] 1.0 2.0 3.0 4.0 5.0 6.0"),
                read);
        assertEquals(0, bytes.remaining());
    }

    private static String next(ByteBuffer bytes, String type) {
        return switch (type) {
            case "u8" -> Integer.toString(bytes.get() & 0xFF);
            case "u16" -> Integer.toString(bytes.getShort() & 0xFFFF);
            case "u32" -> Integer.toUnsignedString(bytes.getInt());
            case "i64" -> Long.toString(bytes.getLong());
            default -> Float.toString(bytes.getFloat());
        };
    }

    @Test
    void shouldSayHowMuchFitsIntoAMessage() throws IOException {
        Matcher cells = Pattern.compile("more than ([0-9,]+) cells").matcher(DocumentTable.document());
        assertTrue(cells.find());
        assertEquals(
                Traces.mostCells(TelemetryEncoding.MAX_BYTES),
                Integer.parseInt(cells.group(1).replace(",", "")));
        assertTrue(DocumentTable.document().contains("at most " + TelemetryEncoding.MAX_BYTES / 1024 + " kB"));
        assertTrue(DocumentTable.document().contains("`frame` (" + EventPublisher.FRAMES_PER_SECOND + " Hz)"));
    }
}
