package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
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

/** A session that maps under every policy in turn, what its log says was shown, and its replay. */
final class LearningPoliciesTest {
    @TempDir
    static Path folder;

    private static Path session = Path.of("");

    @BeforeAll
    static void runTheSession() throws IOException {
        Path file = folder.resolve("policies.yaml");
        try (InputStream policies =
                Objects.requireNonNull(LearningPoliciesTest.class.getResourceAsStream("policies.yaml"))) {
            Files.write(file, policies.readAllBytes());
        }
        String out = folder.resolve("out").toString();
        assertEquals(0, Main.run("run", file.toString(), "--speed", "max", "--out", out));
        session = SmallSession.sessionIn(folder);
    }

    @Test
    void shouldShowAsManyPicturesUnderEveryPolicyAndNoneTwice() throws IOException {
        assertShownOnce("plain", "random", 24, 24);
        assertShownOnce("gaudy", "gaudy", 22, 22);
        assertShownOnce("uncertain", "most-uncertain", 30, 15);
        assertShownOnce("discriminating", "most-discriminating", 30, 15);
    }

    @Test
    void shouldFallBackToRandomUntilTheFirstRankingHasCome() throws IOException {
        for (String block : List.of("uncertain", "discriminating")) {
            List<StimulusDecision> chosen = choices(block);
            // The first ranking is asked for after eight responses.
            assertTrue(
                    chosen.stream()
                            .limit(8)
                            .allMatch(decision -> decision.policy().equals("random")),
                    block);
            for (StimulusDecision decision : chosen) {
                boolean random = decision.policy().equals("random");
                assertEquals(random, decision.modelUpdate() < 0, block);
            }
        }
    }

    @Test
    void shouldLogGaudyPicturesAsWhatTheyAre() throws IOException {
        try (HdfFile nwb = new HdfFile(SmallSession.nwbIn(session))) {
            String[] kinds = (String[])
                    nwb.getDatasetByPath("/intervals/trials/stimulus_name").getData();
            int[] numbers = (int[])
                    nwb.getDatasetByPath("/intervals/trials/image_index").getData();
            Set<Integer> gaudy = new HashSet<>();
            for (int trial = 0; trial < kinds.length; trial++) {
                if (kinds[trial].equals("gaudy")) {
                    gaudy.add(numbers[trial]);
                    assertTrue(numbers[trial] >= 72, "behind the bank's pictures");
                }
            }
            assertEquals(22, gaudy.size());
            int of = ((Stimulus.GaudyImage) choices("gaudy").getFirst().stimulus()).index();
            float[][] original = picture(nwb, "bank", of);
            float[][] shown = picture(nwb, "gaudy", of);
            double mean = 0;
            for (float[] row : original) {
                for (float pixel : row) {
                    mean += pixel / (16.0 * 16);
                }
            }
            for (int x = 0; x < 16; x++) {
                for (int y = 0; y < 16; y++) {
                    assertEquals(original[x][y] > mean ? 1 : -1, shown[x][y]);
                }
            }
        }
    }

    @Test
    void shouldReplayIdenticallyToTheBit() {
        assertEquals(0, SmallSession.replay(session));
    }

    private static float[][] picture(HdfFile nwb, String kind, int index) {
        String path = "/stimulus/templates/StimulusImages/%s_%05d".formatted(kind, index);
        return (float[][]) nwb.getDatasetByPath(path).getData();
    }

    private static void assertShownOnce(String block, String policy, int count, int leastByPolicy) throws IOException {
        List<StimulusDecision> chosen = choices(block);
        assertEquals(count, chosen.size(), block);
        assertEquals(
                count,
                chosen.stream().map(StimulusDecision::stimulus).distinct().count(),
                block + " shows a picture twice");
        long byPolicy = chosen.stream()
                .filter(decision -> decision.policy().equals(policy))
                .count();
        assertTrue(byPolicy >= leastByPolicy, block + ": " + byPolicy + " by " + policy);
        boolean gaudy = chosen.stream().allMatch(decision -> decision.stimulus() instanceof Stimulus.GaudyImage);
        assertEquals(policy.equals("gaudy"), gaudy);
    }

    /** All but the held-out pictures. */
    private static List<StimulusDecision> choices(String block) throws IOException {
        List<StimulusDecision> decisions = new ArrayList<>();
        String current = "";
        try (JournalReader journal = JournalReader.open(session.resolve("session.journal"))) {
            for (SessionEvent event = journal.next(); event != null; event = journal.next()) {
                if (event instanceof SessionEvent.BlockChanged change) {
                    current = change.begun() ? change.block() : "";
                } else if (event instanceof SessionEvent.StimulusDecided decided
                        && current.equals(block)
                        && !(decided.decision().stimulus() instanceof Stimulus.HeldOutImage)) {
                    decisions.add(decided.decision());
                }
            }
        }
        return decisions;
    }
}
