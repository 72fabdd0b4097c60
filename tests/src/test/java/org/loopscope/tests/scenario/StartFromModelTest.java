package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.Main;
import org.loopscope.controller.modelfile.ModelFile;

/** The network of one session is the beginning of another's, and the other replays without the file. */
final class StartFromModelTest {
    @Test
    void shouldStartFromAnEarlierSessionsNetwork(@TempDir Path folder) throws IOException {
        Path one = Files.createDirectory(folder.resolve("one"));
        assertEquals(0, SmallSession.run(one));
        Path model = folder.resolve("model.safetensors");
        String first = SmallSession.sessionIn(one).toString();
        assertEquals(0, Main.run("model", first, "--to", model.toString()));
        Path two = Files.createDirectory(folder.resolve("two"));
        String from = "model.start_from=" + model;
        assertEquals(0, SmallSession.run(two, "--set", from, "--set", "model.transfer=readout", "--set", "seed=9"));
        Path other = Files.createDirectory(folder.resolve("other"));
        String core = "model.core=depth-separable";
        assertEquals(2, SmallSession.run(other, "--set", from, "--set", core), "a core of another kind");
        Path second = SmallSession.sessionIn(two);
        Files.delete(model);
        assertEquals(0, SmallSession.replay(second));
        Path readout = folder.resolve("second.safetensors");
        assertEquals(0, Main.run("model", second.toString(), "--to", readout.toString()));
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
