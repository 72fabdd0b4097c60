package org.loopscope.tests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.StimulusDecided;

/** The subscribers that docs/mqtt.md and docs/mqtt-access.md give print what they say, and what the log has. */
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DocumentedSubscribersTest {
    /** They print three decimals of a 32-bit number. */
    private static final double HALF_A_THOUSANDTH = 0.0005 + 1e-6;

    private static final Pattern TRACES =
            Pattern.compile("(traces|spikes) frames (\\d+)-(\\d+), cells (?:from )?(\\d+)(?:-(\\d+))?: (.*) \\.\\.\\.");
    /** Number, or - for none; kind; what is told. */
    private static final Pattern EVENT = Pattern.compile("(\\d+|-) ([a-z-]+) (.*)");

    private static final int NOT_THERE = 127;

    private List<SessionEvent> journal = List.of();
    private List<Listening> subscribers = List.of();

    @BeforeAll
    void listen(@TempDir Path folder) throws IOException, InterruptedException {
        boolean installed =
                ForeignProgram.run(List.of("mosquitto_sub", "--help")).exitCode() != NOT_THERE;
        assumeTrue(installed, "Mosquitto's clients are not installed: apt-get install mosquitto mosquitto-clients");
        DocumentedSession session = new DocumentedSession(folder);
        subscribers = session.run(pythonWithPaho());
        journal = session.journal();
    }

    /** The interpreter of the tests' virtual environment; empty where it has no paho-mqtt. */
    private static String pythonWithPaho() {
        String environment = System.getenv("LOOPSCOPE_INTEROP_VENV");
        if (environment == null) {
            return "";
        }
        String python = Path.of(environment, "bin", "python").toString();
        return ForeignProgram.run(List.of(python, "-c", "import paho.mqtt")).succeeded() ? python : "";
    }

    private List<String> printedBy(String name) throws IOException {
        for (Listening one : subscribers) {
            if (one.name().equals(name)) {
                return one.lines();
            }
        }
        return List.of();
    }

    @Test
    void shouldPrintTheEventsAsText() throws IOException {
        List<String> told = new ArrayList<>();
        List<Long> decisions = new ArrayList<>();
        for (String line : printedBy(DocumentedSession.TEXT)) {
            assertTrue(line.startsWith(DocumentedSession.RIG), line);
            String[] parts = line.substring(DocumentedSession.RIG.length()).split(" ", 2);
            told.add(parts[0]);
            if (parts[0].equals("decision")) {
                decisions.add(json(parts[1]).path("index").asLong(-1));
            } else if (parts[0].equals("mark")) {
                assertEquals("mouse awake", json(parts[1]).path("text").asText());
            }
        }
        assertEquals(decided(), decisions);
        Set<String> expected =
                Set.of("status", "session", "config", "health", "frame", "block", "decision", "mark", "command", "log");
        assertTrue(told.containsAll(expected), () -> "too little: " + Set.copyOf(told));
        assertFalse(told.contains("traces") || told.contains("spikes"), "they are left out: they are no text");
    }

    @Test
    void shouldLetAPersonFromElsewhereListenByTls() throws IOException {
        List<String> lines = printedBy(DocumentedSession.TLS);
        assertEquals("online", lines.getFirst());
        assertTrue(lines.stream().anyMatch(line -> line.contains("\"text\":\"mouse awake\"")), lines::toString);
    }

    @Test
    void shouldDecodeTracesInNode() throws IOException {
        assertAsLogged(printedBy(DocumentedSession.NODE));
    }

    @Test
    void shouldDecodeTracesInPython() throws IOException {
        List<String> lines = printedBy(DocumentedSession.PYTHON);
        assumeTrue(!lines.isEmpty(), "skipped: LOOPSCOPE_INTEROP_VENV names no environment with paho-mqtt");
        assertAsLogged(lines);
    }

    private void assertAsLogged(List<String> lines) throws IOException {
        List<Long> numbers = new ArrayList<>();
        List<Long> decisions = new ArrayList<>();
        List<String> signals = new ArrayList<>();
        for (String line : lines) {
            Matcher traces = TRACES.matcher(line);
            Matcher event = EVENT.matcher(line);
            if (traces.matches()) {
                assertTraces(traces);
                signals.add(traces.group(1));
            } else {
                assertTrue(event.matches(), line);
                if (event.group(2).equals("decision")) {
                    decisions.add(json(event.group(3)).path("index").asLong(-1));
                }
                boolean numbered = !event.group(1).equals("-");
                if (numbered && (!numbers.isEmpty() || event.group(2).equals("block"))) {
                    numbers.add(Long.valueOf(event.group(1)));
                }
            }
        }
        assertEquals(decided(), decisions);
        assertTrue(numbers.size() > 10, numbers::toString);
        assertEquals(
                LongStream.rangeClosed(numbers.getFirst(), numbers.getLast())
                        .boxed()
                        .toList(),
                numbers,
                "every event from the first block on, once");
        for (String signal : List.of("traces", "spikes")) {
            long count = signals.stream().filter(signal::equals).count();
            assertTrue(count >= 8, signal + " came " + count + " times");
        }
    }

    /** The first cells of a message's last frame, as the log has them. */
    private void assertTraces(Matcher printed) {
        long last = Long.parseLong(printed.group(3));
        ActivityInferred frame = journal.stream()
                .filter(ActivityInferred.class::isInstance)
                .map(ActivityInferred.class::cast)
                .filter(activity -> activity.frameIndex() == last)
                .findFirst()
                .orElseThrow(() -> new AssertionError("the log has no frame " + last));
        float[] logged = printed.group(1).equals("traces") ? frame.dfOverF() : frame.events();
        assertTrue(Long.parseLong(printed.group(2)) <= last, printed.group());
        assertEquals("0", printed.group(4), "all cells are in one message");
        if (printed.group(5) != null) {
            assertEquals(logged.length - 1, Integer.parseInt(printed.group(5)));
        }
        String[] values = printed.group(6).split(" ", -1);
        assertEquals(Math.min(4, logged.length), values.length, printed.group());
        for (int cell = 0; cell < values.length; cell++) {
            assertEquals(logged[cell], Double.parseDouble(values[cell]), HALF_A_THOUSANDTH, printed.group());
        }
    }

    private List<Long> decided() {
        List<Long> decided = journal.stream()
                .filter(StimulusDecided.class::isInstance)
                .map(event -> ((StimulusDecided) event).decision().index())
                .collect(Collectors.toList());
        assertFalse(decided.isEmpty());
        return decided;
    }

    private static JsonNode json(String text) throws IOException {
        return ReaderReport.JSON.readTree(text);
    }
}
