package org.loopscope.controller.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.learning.PictureSpace;
import org.loopscope.inference.learning.SynthesisPlan;
import org.loopscope.inference.learning.TargetGoal;
import org.loopscope.inference.policy.ValidationSchedule.Kind;

/** The blocks that make pictures, as written in an experiment's file. */
class SynthesisBlocksTest {
    private static final String HEAD = """
            name: made
            subject: { subject_id: m1, species: Mus musculus, sex: F, age: P90D }
            source: { kind: simulated }
            learning: { targets: 5 }
            blocks:
              - { kind: map, held_out_repeats: 2 }
            """;

    @Test
    void shouldMakeMostExcitingImagesInPixelsUnlessToldOtherwise() {
        BlockConfig.Synthesize usual = block("- { kind: synthesize }", BlockConfig.Synthesize.class);
        assertEquals(SynthesisPlan.mostExciting(), usual.plan());
        assertEquals(
                Set.of(PictureSpace.PIXELS), parse("- { kind: synthesize }").pictureSpaces());
    }

    @Test
    void shouldReadEveryGoalAndSpace() {
        assertEquals(
                new SynthesisPlan(new TargetGoal.Population(2, 0.5), PictureSpace.PCA),
                plan("goal: population, together: 2, suppression: 0.5, space: pca"));
        assertEquals(
                new SynthesisPlan(new TargetGoal.Pattern(List.of(3.0, 0.0)), PictureSpace.GENERATOR),
                plan("goal: pattern, levels: [3, 0], space: generator"));
        assertEquals(
                new SynthesisPlan(new TargetGoal.LeastExciting(), PictureSpace.PIXELS), plan("goal: least-exciting"));
    }

    @Test
    void shouldReadAnEvolutionAndPlanItsTime() {
        String evolve = "- { kind: evolve, targets: 2, population: 10, generations: 7, space: generator }";
        BlockConfig.Evolve block = block(evolve, BlockConfig.Evolve.class);
        assertEquals(2, block.targets());
        assertEquals(10, block.population());
        assertEquals(7, block.generations());
        assertEquals(Set.of(PictureSpace.GENERATOR), parse(evolve).pictureSpaces());
        assertEquals(7 * (20 + 4) * 500_000_000L, block.plannedNs());
    }

    @Test
    void shouldValidateWithEveryControlUnlessSomeAreNamed() {
        String before = "- { kind: synthesize }";
        BlockConfig.Validate usual = block(before, "- { kind: validate }", BlockConfig.Validate.class);
        assertEquals(
                List.of(Kind.CONTRAST_REVERSED, Kind.PHASE_SHIFTED, Kind.LEAST_EXCITING, Kind.NATURAL),
                usual.controls());
        assertEquals(4, usual.controlRepeats());
        // Five targets: two kinds eight times, four controls four times, of half a second.
        assertEquals(5 * (2 * 8 + 4 * 4) * 500_000_000L, usual.plannedNs(5, 0));
        BlockConfig.Validate some =
                block(before, "- { kind: validate, controls: [natural, phase-shifted] }", BlockConfig.Validate.class);
        assertEquals(List.of(Kind.NATURAL, Kind.PHASE_SHIFTED), some.controls());
        BlockConfig.Validate none = block(before, "- { kind: validate, controls: [none] }", BlockConfig.Validate.class);
        assertEquals(List.of(), none.controls());
    }

    @Test
    void shouldSayInOneLineWhatIsWrong() {
        assertComplaint("goal", "- { kind: synthesize, goal: happiest }");
        assertComplaint("levels", "- { kind: synthesize, goal: pattern }");
        assertComplaint("levels", "- { kind: synthesize, goal: pattern, levels: [2, -1] }");
        assertComplaint("levels", "- { kind: synthesize, goal: pattern, levels: [high] }");
        assertComplaint("space", "- { kind: evolve, space: pixels }");
        assertComplaint("levels", "- { kind: synthesize, levels: [1] }");
        assertComplaint("controls", "- { kind: synthesize }", "- { kind: validate, controls: [mirrored] }");
        String unmapped = HEAD.replace("  - { kind: map, held_out_repeats: 2 }", "  - { kind: evolve }");
        String message = String.valueOf(
                assertThrows(ConfigurationException.class, () -> ExperimentFile.parse(unmapped, "made.yaml", List.of()))
                        .getMessage());
        assertTrue(message.contains("map block"), message);
    }

    private static void assertComplaint(String key, String... blocks) {
        String message = String.valueOf(
                assertThrows(ConfigurationException.class, () -> parse(blocks)).getMessage());
        assertTrue(message.contains(key), message);
        assertTrue(message.contains("made.yaml line "), message);
        assertTrue(message.lines().count() == 1, message);
    }

    private static SynthesisPlan plan(String keys) {
        return block("- { kind: synthesize, " + keys + " }", BlockConfig.Synthesize.class)
                .plan();
    }

    private static <T extends BlockConfig> T block(String written, Class<T> type) {
        return type.cast(parse(written).blocks().getLast());
    }

    private static <T extends BlockConfig> T block(String before, String written, Class<T> type) {
        return type.cast(parse(before, written).blocks().getLast());
    }

    private static ExperimentConfig parse(String... blocks) {
        List<String> lines = new ArrayList<>();
        Arrays.stream(blocks).forEach(block -> lines.add("  " + block + "\n"));
        return ExperimentFile.parse(HEAD + String.join("", lines), "made.yaml", List.of());
    }
}
