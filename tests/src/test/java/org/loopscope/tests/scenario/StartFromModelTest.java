package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.Main;
import org.loopscope.controller.modelfile.ModelFile;
import org.loopscope.inference.encoder.NamedWeights;

/** The network of one session is the beginning of another's, and the other replays without the file. */
final class StartFromModelTest {
    @Test
    void shouldStartFromAnEarlierSessionsNetwork(@TempDir Path folder) throws IOException {
        Path model = modelOf(Files.createDirectory(folder.resolve("one")));
        Path two = Files.createDirectory(folder.resolve("two"));
        String from = "model.start_from=" + model;
        assertEquals(0, SmallSession.run(two, "--set", from, "--set", "model.transfer=readout", "--set", "seed=9"));
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

    @Test
    void shouldRefuseWhatIsNoModel(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("model.safetensors"), "nothing of the kind");
        assertEquals(2, SmallSession.run(folder, "--set", "model.start_from=" + file));
    }
}
