package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.CellJudged;
import org.loopscope.controller.log.journal.JournalReader;

/** A session that tells simple from complex cells, what it leaves, and its replay. Its labels prove nothing. */
final class SimpleAndComplexSessionTest {
    @TempDir
    static Path folder;

    private static Path session = Path.of("");
    private static final List<CellJudged> JUDGED = new ArrayList<>();

    /** The kind of block that was under way, or had just ended, at each. */
    private static final List<String> BLOCKS = new ArrayList<>();

    @BeforeAll
    static void runTheSession() throws IOException {
        List<String> overrides = List.of(
                "stimuli.choosable=120",
                "stimuli.held_out=12",
                "source.rotation_invariant=0.2",
                "model.batch=8",
                "learning.polish_steps=60",
                "blocks.map.stop.presentations=156",
                "blocks.map.presentation=200 ms",
                "blocks.adapt.presentation=200 ms",
                "blocks.spontaneous.duration=1 s",
                "complexness.cells=4",
                "complexness.starts=3",
                "complexness.ascent_steps=24",
                "complexness.least_presentations=100");
        List<String> arguments = new ArrayList<>();
        overrides.forEach(override -> arguments.addAll(List.of("--set", override)));
        assertEquals(0, SmallSession.run(folder, arguments.toArray(String[]::new)));
        session = SmallSession.sessionIn(folder);
        String block = "";
        try (JournalReader reader = JournalReader.open(session.resolve("session.journal"))) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                if (event instanceof SessionEvent.BlockChanged change) {
                    block = change.kind();
                } else if (event instanceof CellJudged judged) {
                    JUDGED.add(judged);
                    BLOCKS.add(block);
                }
            }
        }
    }

    @Test
    void shouldJudgeAfterTheMappingAndAgainAfterTheSynthesis() {
        assertEquals(2, JUDGED.getLast().survey());
        assertTrue(JUDGED.stream().anyMatch(judged -> judged.survey() == 1), "cells of the first survey");
        assertTrue(List.of("adapt", "synthesize").contains(BLOCKS.getFirst()), "judged in block " + BLOCKS.getFirst());
        assertEquals("validate", BLOCKS.getLast());
    }

    @Test
    void shouldHaveTheLastWordOnEachCellInTheSummaryAndAPicture() throws IOException {
        SortedMap<Integer, CellJudged> newest = new TreeMap<>();
        JUDGED.forEach(judged -> newest.put(judged.cell().neuron(), judged));
        JsonNode cells = new ObjectMapper()
                .readTree(session.resolve("summary.json").toFile())
                .path("simple_and_complex")
                .path("cells");
        assertEquals(newest.size(), cells.size());
        int i = 0;
        for (CellJudged judged : newest.values()) {
            JsonNode cell = cells.get(i++);
            assertEquals(judged.cell().neuron(), cell.path("neuron").asInt());
            assertEquals(judged.cell().label().word(), cell.path("label").asText());
            assertEquals(judged.cell().confidence(), cell.path("confidence").asDouble());
        }
        assertTrue(Files.size(session.resolve("pictures/simple-and-complex.png")) > 5_000);
    }

    @Test
    void shouldHaveARowForEachJudgementInTheFile() {
        try (HdfFile nwb = new HdfFile(SmallSession.nwbIn(session))) {
            String table = "/analysis/CellComplexness/";
            String[] labels = (String[]) nwb.getDatasetByPath(table + "label").getData();
            int[] neurons = (int[]) nwb.getDatasetByPath(table + "neuron").getData();
            float[][] complexness =
                    (float[][]) nwb.getDatasetByPath(table + "complexness").getData();
            assertEquals(JUDGED.size(), labels.length);
            for (int row = 0; row < labels.length; row++) {
                var cell = JUDGED.get(row).cell();
                assertEquals(cell.label().word(), labels[row]);
                assertEquals(cell.neuron(), neurons[row]);
                assertEquals(cell.complexness().low(), complexness[row][1]);
            }
            assertArrayEquals(
                    new int[] {labels.length, 4, 16, 16},
                    nwb.getDatasetByPath(table + "examples").getDimensions());
        }
    }

    @Test
    void shouldReplayIdenticallyToTheBit() {
        assertEquals(0, SmallSession.replay(session));
    }
}
