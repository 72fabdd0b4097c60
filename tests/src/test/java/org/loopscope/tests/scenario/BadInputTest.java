package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.Main;

/** Bad input ends with exit code 2 before anything is made. */
final class BadInputTest {
    @TempDir
    Path folder;

    private void refuses(String... more) {
        assertEquals(2, SmallSession.run(folder, more));
        assertFalse(Files.exists(folder.resolve("out")), "a refused session must leave nothing behind");
    }

    @Test
    void shouldRefuseAMissingExperiment() {
        assertEquals(2, Main.run("run", folder.resolve("none.yaml").toString()));
    }

    @Test
    void shouldRefuseUnknownKeysAndVerbs() {
        refuses("--set", "imaging.calibratoin=3 s");
        assertEquals(2, Main.run("runn"));
        assertEquals(2, Main.run("run", "--sped", "max"));
        assertEquals(2, Main.run());
    }

    @Test
    void shouldRefuseAMissingOrTruncatedMovie() throws IOException {
        refuses("--set", "source={kind: movie}");
        Path truncated = folder.resolve("cut.tif");
        Files.write(truncated, new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0, 9});
        Path movie = Path.of("..", "config", "recorded-movie.yaml");
        assertEquals(
                2, Main.run("run", movie.toString(), "--set", "source.file=" + truncated, "--set", "mqtt.broker=off"));
        assertEquals(2, Main.run("run", movie.toString(), "--set", "source.file=" + folder.resolve("no.tif")));
    }

    @Test
    void shouldRefuseAModelThatCannotBeMade() {
        refuses("--set", "model.channels=[6, 6]");
        refuses("--set", "model.kernels=[17, 3]");
        refuses("--set", "model.kernels=[13, 3]", "--set", "stimuli.size=64x12 px");
    }

    @Test
    void shouldRefuseASizeOfPicturesThatIsNone() {
        refuses("--set", "stimuli.size=64x36");
        refuses("--set", "stimuli.size=64x4 px");
        // Less than the simulated neurons' fields need.
        refuses("--set", "stimuli.size=64x10 px");
    }

    @Test
    void shouldRefuseCellsOutsideTheFrame() throws IOException {
        Path rois = folder.resolve("regions.json");
        Files.writeString(rois, "[{\"coordinates\": [[5, 5], [5, 6], [500, 7]]}]");
        refuses("--set", "imaging.rois=" + rois);
    }

    @Test
    void shouldRefuseAnOutputFolderThatIsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("a-file"), "x");
        assertEquals(
                2,
                Main.run(
                        "run",
                        SmallSession.experiment(folder).toString(),
                        "--out",
                        file.resolve("below").toString()));
    }

    @Test
    void shouldRefuseCorrectedFramesWithoutRawOnes() {
        refuses("--set", "log.corrected=true", "--set", "log.raw_frames=false");
    }

    @Test
    void shouldRefuseAPlanThatTheDiskCannotHold() {
        refuses("--set", "blocks.map.stop.presentations=1000000", "--set", "blocks.map.presentation=600 s");
    }

    @Test
    void shouldRefuseATakenPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refuses("--set", "mqtt.broker=embedded", "--set", "mqtt.port=" + taken.getLocalPort());
        }
    }

    @Test
    void shouldRefuseAnAnimalThatNoArchiveTakes() {
        refuses("--set", "subject.species=");
        refuses("--set", "subject.species=mouse");
        refuses("--set", "subject.sex=");
        refuses("--set", "subject.sex=male");
        refuses("--set", "subject.age=");
        refuses("--set", "subject.age=90 days");
        refuses("--set", "subject.date_of_birth=1.8.2026");
        refuses("--set", "subject.date_of_birth=2999-01-01");
        refuses("--set", "subject.weight=25");
    }

    @Test
    void shouldRefuseAFolderThatIsNoSession() {
        assertEquals(2, Main.run("replay", folder.toString()));
        assertTrue(Files.isDirectory(folder));
    }
}
