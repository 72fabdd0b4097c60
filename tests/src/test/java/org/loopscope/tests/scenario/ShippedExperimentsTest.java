package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every experiment that comes with Loopscope replays to the bit: those on the simulated rig, made shorter, here. */
final class ShippedExperimentsTest {
    /** Of the other kinds of source; what has to be there for them is made in the test that is named. */
    private static final Set<String> ELSEWHERE = Set.of(
            "live-microscope.yaml", // LiveSocketTest
            "recorded-movie.yaml", // RecordedMovieTest
            "recorded-responses.yaml"); // RecordedResponsesTest

    private static final Set<String> HERE = Set.of("default.yaml", "quick.yaml");

    private static final List<String> SHORTER = List.of(
            "source.width=96 px",
            "source.height=96 px",
            "source.cells=12",
            "imaging.calibration=6 s",
            "stimuli.choosable=40",
            "stimuli.held_out=4",
            "model.channels=[16, 16]",
            "model.kernels=[9, 3]",
            "model.batch=16",
            "model.scale_from=16",
            "learning.polish_steps=12",
            "learning.targets=2",
            "synthesis.ascent_steps=20",
            "complexness.least_presentations=20",
            "complexness.cells=2",
            "blocks.spontaneous.duration=1 s",
            "blocks.map.held_out_repeats=3",
            "blocks.map.stop.presentations=44",
            "blocks.adapt.stop.presentations=3",
            "blocks.synthesize.min_ascent_steps=20",
            "blocks.synthesize.stop.presentations=4",
            "blocks.validate.repeats=1");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"default.yaml", "quick.yaml"})
    void theSessionReplaysToTheBit(String file) throws IOException {
        assertEquals(0, SmallSession.runExample(folder, file, SHORTER));
        Path session = SmallSession.sessionIn(folder);
        JsonNode summary =
                new ObjectMapper().readTree(session.resolve("summary.json").toFile());
        assertEquals("completed", summary.path("outcome").asText());
        assertEquals(2, summary.path("targets").size(), "it came to its last block");
        assertEquals(0, SmallSession.replay(session));
    }

    @Test
    void noExperimentIsLeftOut() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "config"))) {
            Set<String> shipped =
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
            Set<String> tested =
                    Stream.concat(ELSEWHERE.stream(), HERE.stream()).collect(Collectors.toSet());
            assertEquals(tested, shipped);
        }
    }
}
