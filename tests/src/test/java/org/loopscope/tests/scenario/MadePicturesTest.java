package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.Main;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusDecision;

/** A session that evolves pictures, synthesizes for a population and for a pattern, and validates with every control. */
final class MadePicturesTest {
    private static final int GENERATIONS = 3;
    private static final int PICTURES_PER_GENERATION = 8;

    @TempDir
    static Path folder;

    private static Path session = Path.of("");

    @BeforeAll
    static void runTheSession() throws IOException {
        Path file = folder.resolve("made.yaml");
        try (InputStream made = Objects.requireNonNull(MadePicturesTest.class.getResourceAsStream("made.yaml"))) {
            Files.write(file, made.readAllBytes());
        }
        String out = folder.resolve("out").toString();
        assertEquals(0, Main.run("run", file.toString(), "--speed", "max", "--out", out));
        session = SmallSession.sessionIn(folder);
    }

    @Test
    void shouldShowEachGenerationOnceAndBreedTheNextFromIt() throws IOException {
        List<StimulusDecision> evolved = decisions("evolve");
        assertEquals(GENERATIONS * PICTURES_PER_GENERATION, evolved.size());
        Set<String> names = new HashSet<>();
        Set<Integer> neurons = new HashSet<>();
        for (int i = 0; i < evolved.size(); i++) {
            Stimulus.Synthesized made = (Stimulus.Synthesized) evolved.get(i).stimulus();
            assertEquals("evolved", evolved.get(i).policy());
            assertTrue(names.add(made.image().id()), made.image().id() + " was shown twice");
            String generation = "-generation-" + i / PICTURES_PER_GENERATION + "-";
            assertTrue(made.image().id().contains(generation), made.image().id() + " as presentation " + i);
            assertEquals(0.3, made.image().contrastRms(), 1e-4);
            neurons.add(made.targetNeuron());
        }
        assertEquals(2, neurons.size());
    }

    @Test
    void shouldShowWhatTheGoalsAskFor() throws IOException {
        assertTrue(decisions("driven").stream().anyMatch(d -> d.policy().equals("population")));
        assertTrue(decisions("clamped").stream().anyMatch(d -> d.policy().equals("pattern")));
    }

    @Test
    void shouldMeasureEveryKindOfPictureInTheValidation() throws IOException {
        JsonNode summary =
                new ObjectMapper().readTree(session.resolve("summary.json").toFile());
        assertEquals("completed", summary.path("outcome").asText());
        List<String> kinds = new ArrayList<>();
        for (JsonNode row : summary.path("validation")) {
            kinds.add(row.path("kind").asText() + " " + row.path("targets").asInt());
            assertTrue(row.path("measured").isNumber(), row.toString());
            assertTrue(row.path("drive_of_optimum").isNumber(), row.toString());
        }
        assertEquals(
                List.of(
                        "synthesized 3",
                        "best_of_bank 3",
                        "evolved 2",
                        "contrast_reversed 3",
                        "phase_shifted 3",
                        "least_exciting 3",
                        "natural 3"),
                kinds);
        assertTrue(Files.size(session.resolve("pictures/validation.png")) > 5_000);
        JsonNode controls = summary.path("targets").path(0).path("controls");
        assertEquals(2, controls.path("phase_shifted").path("repeats").asInt());
        assertEquals(4, controls.path("evolved").path("repeats").asInt());
        assertEquals(6, controls.path("natural").path("repeats").asInt());
        assertTrue(controls.path("evolved").path("drive_of_optimum").isNumber(), controls.toString());
    }

    @Test
    void shouldReplayIdentically() {
        assertEquals(0, SmallSession.replay(session));
    }

    private static List<StimulusDecision> decisions(String block) throws IOException {
        List<StimulusDecision> decisions = new ArrayList<>();
        String current = "";
        try (JournalReader journal = JournalReader.open(session.resolve("session.journal"))) {
            for (SessionEvent event = journal.next(); event != null; event = journal.next()) {
                if (event instanceof SessionEvent.BlockChanged change) {
                    current = change.begun() ? change.block() : "";
                } else if (event instanceof SessionEvent.StimulusDecided decided && current.equals(block)) {
                    decisions.add(decided.decision());
                }
            }
        }
        return decisions;
    }
}
