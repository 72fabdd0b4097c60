package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.Main;
import org.loopscope.controller.modelfile.ModelFile;
import org.loopscope.controller.refit.Refit;
import org.loopscope.controller.summary.QualityPoint;
import org.loopscope.controller.summary.SessionSummary.NamedCurve;
import org.loopscope.inference.encoder.NamedWeights;

/** The network of one session is the beginning of another's, and the other replays without the file. */
final class StartFromModelTest {
    @Test
    void shouldStartFromAnEarlierSessionsNetwork(@TempDir Path folder) throws IOException {
        Path model = modelOf(Files.createDirectory(folder.resolve("one")));
        Path two = Files.createDirectory(folder.resolve("two"));
        String from = "model.start_from=" + model;
        assertEquals(0, SmallSession.run(two, "--set", from, "--set", "model.transfer=readout", "--set", "seed=9"));
        Path other = Files.createDirectory(folder.resolve("other"));
        String core = "model.core=depth-separable";
        assertEquals(2, SmallSession.run(other, "--set", from, "--set", core), "a core of another kind");
        Path second = SmallSession.sessionIn(two);
        Files.delete(model);
        assertEquals(0, SmallSession.replay(second));
    }

    @Test
    void shouldKeepTheCoreWhereTheReadoutAloneIsLearnt(@TempDir Path folder) throws IOException {
        Path model = modelOf(Files.createDirectory(folder.resolve("one")));
        Path two = Files.createDirectory(folder.resolve("two"));
        Path kept = modelOf(two, "--set", "model.start_from=" + model, "--set", "model.transfer=readout");
        Path three = Files.createDirectory(folder.resolve("three"));
        Path learnt = modelOf(three, "--set", "model.start_from=" + model, "--set", "model.transfer=all");

        for (NamedWeights given : ModelFile.read(model).weights()) {
            if (given.name().startsWith("core.")) {
                assertArrayEquals(given.values(), named(given.name(), kept), given.name());
            }
        }
        NamedWeights kernels = ModelFile.read(model).weights().getFirst();
        assertFalse(Arrays.equals(kernels.values(), named(kernels.name(), learnt)), kernels.name());
    }

    @Test
    void shouldRefuseAnotherCoreBeforeAnythingIsStarted(@TempDir Path folder) throws IOException {
        Path model = modelOf(Files.createDirectory(folder.resolve("one")));
        Path two = Files.createDirectory(folder.resolve("two"));
        assertEquals(
                2, SmallSession.run(two, "--set", "model.start_from=" + model, "--set", "model.channels=[16, 32]"));
        assertFalse(Files.exists(two.resolve("out")), "a session was begun");
    }

    /** From scratch, a refit is the session's own fit: it learns from the same responses in the same order. */
    @Test
    void shouldFitASessionAgainFromOtherBeginnings(@TempDir Path folder) throws IOException {
        Path model = modelOf(folder);
        Path session = SmallSession.sessionIn(folder);
        List<NamedCurve> curves =
                new Refit(session.resolve("session.journal"), line -> {}).curves(ModelFile.read(model));

        JsonNode own = new ObjectMapper()
                .readTree(session.resolve("summary.json").toFile())
                .path("model")
                .path("quality");
        assertEquals(3, curves.size());
        List<QualityPoint> scratch = curves.getFirst().quality();
        assertTrue(scratch.size() > 2 && scratch.size() <= own.size(), own.toString());
        for (int i = 0; i < scratch.size(); i++) {
            QualityPoint point = scratch.get(i);
            assertEquals(own.get(i).path("presentations").asInt(), point.presentations());
            assertEquals(own.get(i).path("test_correlation").asDouble(), point.testCorrelation(), 1e-4);
        }
        assertNotEquals(curves.get(0).quality(), curves.get(1).quality());
        assertNotEquals(curves.get(1).quality(), curves.get(2).quality());
        assertEquals(0, Main.run("refit", session.toString(), "--from", model.toString()));
        assertTrue(Files.exists(session.resolve("pictures").resolve("refit.png")));
        assertEquals(
                2,
                Main.run(
                        "refit",
                        session.toString(),
                        "--from",
                        session.resolve("summary.json").toString()));
        assertEquals(2, Main.run("refit", folder.toString(), "--from", model.toString()));
    }

    /** The model file of a session that is run for it. */
    private static Path modelOf(Path folder, String... more) {
        assertEquals(0, SmallSession.run(folder, more));
        Path model = folder.resolve("model.safetensors");
        assertEquals(0, Main.run("model", SmallSession.sessionIn(folder).toString(), "--to", model.toString()));
        return model;
    }

    private static float[] named(String name, Path model) throws IOException {
        return ModelFile.read(model).weights().stream()
                .filter(weights -> weights.name().equals(name))
                .findFirst()
                .orElseThrow()
                .values();
    }

    /** A core and a readout other than the usual ones: the session replays to the bit, positions drawn while learning and all. */
    @Test
    void shouldReplayASessionOfAnotherCoreAndReadout(@TempDir Path folder) throws IOException {
        String[] network = {"--set", "model.core=depth-separable", "--set", "model.readout=gaussian"};
        assertEquals(0, SmallSession.run(folder, network));
        Path session = SmallSession.sessionIn(folder);
        assertEquals(0, SmallSession.replay(session));
        Path model = folder.resolve("model.safetensors");
        assertEquals(0, Main.run("model", session.toString(), "--to", model.toString()));
        assertTrue(ModelFile.read(model).origin().toString().contains("depth-separable core"));
    }

    @Test
    void shouldRefuseWhatIsNoModel(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("model.safetensors"), "nothing of the kind");
        assertEquals(2, SmallSession.run(folder, "--set", "model.start_from=" + file));
    }
}
