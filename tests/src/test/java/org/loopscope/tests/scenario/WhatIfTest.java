package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.Main;
import org.loopscope.controller.config.ModelConfig;
import org.loopscope.controller.rig.ComputeDevice;

/** One recorded session, and other experiments tried on what it recorded. */
final class WhatIfTest {
    @TempDir
    static Path folder;

    private static Path session = Path.of("");

    @BeforeAll
    static void runTheSession() {
        assertEquals(0, SmallSession.run(folder));
        session = SmallSession.sessionIn(folder);
    }

    /** The report of the recorded experiment with some keys changed. */
    private static JsonNode tried(String... overrides) throws IOException {
        return tried(List.of(), overrides);
    }

    private static JsonNode tried(List<String> options, String... overrides) throws IOException {
        Path json = Files.createTempFile(folder, "what-if", ".json");
        List<String> arguments = new ArrayList<>(List.of("replay", session.toString(), "--json", json.toString()));
        arguments.addAll(options);
        for (String override : overrides) {
            arguments.add("--set");
            arguments.add(override);
        }
        assertEquals(0, Main.run(arguments.toArray(String[]::new)));
        return new ObjectMapper().readTree(json.toFile());
    }

    @Test
    void theSameExperimentIsIdenticalToTheBit() throws IOException {
        JsonNode report =
                tried(List.of("--with", SmallSession.experiment(folder).toString()));
        assertTrue(report.path("identical").asBoolean(), report.toString());
        assertTrue(report.path("keys").isEmpty(), report.toString());
        assertTrue(report.at("/decisions/compared").asInt() > 50, report.toString());
        assertEquals(0, report.at("/decisions/partings").size());
    }

    @Test
    void keysThatMeanTheSameAreNotSaidToDiffer() throws IOException {
        JsonNode report = tried("imaging.calibration=6000 ms", "decision_lead=150 ms");
        assertTrue(report.path("identical").asBoolean(), report.toString());
        assertTrue(report.path("keys").isEmpty(), report.toString());
    }

    @Test
    void anotherPolicyChoosesOtherPicturesInItsBlockAlone() throws IOException {
        Path picture = folder.resolve("curves.png");
        JsonNode report =
                tried(List.of("--picture", picture.toString()), "blocks.map.policy=gaudy", "model.device=java");
        assertFalse(report.path("identical").asBoolean());
        assertEquals(1, report.path("keys").size(), report.path("keys").toString());
        assertEquals("blocks.map.policy", report.at("/keys/0/key").asText());
        assertEquals("gaudy", report.at("/keys/0/what_if").asText());
        assertTrue(report.at("/activity/first_difference_frame").isNull(), "the imaging is the same");
        assertTrue(report.at("/cells/same").asBoolean());
        // 44 trials, of which 12 show held-out pictures, which no policy chooses.
        assertEquals(
                32,
                report.at("/decisions/differ").asInt(),
                report.path("decisions").toString());
        assertTrue(
                report.at("/decisions/plans_part").isNull(),
                report.path("decisions").toString());
        JsonNode first = report.at("/decisions/partings/0");
        assertEquals("map", first.path("block").asText());
        assertEquals("gaudy", first.at("/what_if/policy").asText());
        assertEquals("random", first.at("/recorded/policy").asText());
        // The same history is learnt from, so the model comes to the same.
        assertEquals(0, report.at("/quality/largest_difference").asDouble());
        assertTrue(Files.size(picture) > 5_000);
    }

    @Test
    void anotherModelLearnsOtherwiseFromTheSameHistory() throws IOException {
        JsonNode report = tried("learning.rate=0.01");
        assertTrue(report.at("/activity/first_difference_frame").isNull(), "the imaging is the same");
        assertTrue(report.at("/quality/largest_difference").asDouble() > 0);
        for (JsonNode parting : report.at("/decisions/partings")) {
            assertFalse(parting.path("block").asText().equals("map"), "what is random there needs no model");
        }
        assertFalse(report.at("/decisions/partings").isEmpty());
        assertTrue(report.path("images").size() >= 2, report.path("images").toString());
        assertTrue(report.at("/images/0/correlation").asDouble() < 1);
        assertEquals(2, report.at("/targets/common").asInt(), "targets are chosen by the responses alone");
    }

    @Test
    void otherImagingIsComparedCellByCell() throws IOException {
        JsonNode report = tried("imaging.neuropil_coefficient=0.2");
        assertTrue(report.at("/cells/same").asBoolean());
        assertTrue(report.at("/activity/first_difference_frame").asInt() > 0);
        assertTrue(
                report.at("/activity/first_difference").asText().contains("dF/F"),
                report.path("activity").toString());
        double median = report.at("/activity/df_over_f/median_correlation").asDouble();
        assertTrue(median > 0.8 && median < 1, "median " + median);
        assertTrue(report.at("/activity/df_over_f/worst_correlation").asDouble() <= median);
    }

    @Test
    void fewerCellsAreMatchedToThoseThatWereRecorded() throws IOException {
        JsonNode report = tried("imaging.max_cells=4");
        assertEquals(
                4, report.at("/cells/what_if").asInt(), report.path("cells").toString());
        assertTrue(report.at("/cells/recorded").asInt() > 4);
        assertFalse(report.at("/cells/same").asBoolean());
    }

    @Test
    void aShorterBlockIsWhereThePlansPart() throws IOException {
        JsonNode report = tried("blocks.map.stop.presentations=30");
        JsonNode part = report.at("/decisions/plans_part");
        assertTrue(part.path("why").asText().contains("blocks.map.stop.presentations 44 -> 30"), part.toString());
        assertEquals(30, report.at("/decisions/compared").asInt());
        assertTrue(report.at("/quality/recorded").size()
                > report.at("/quality/what_if").size());
    }

    @Test
    void anEarlierStartIsWhereThePlansPart() throws IOException {
        JsonNode report = tried("imaging.calibration=5 s");
        String why = report.at("/decisions/plans_part/why").asText();
        assertTrue(why.contains("imaging.calibration 6 s -> 5 s"), why);
        assertEquals(0, report.at("/decisions/compared").asInt());
        assertTrue(report.at("/activity/frames").asInt() > 100, "the activity is compared to the end");
    }

    @Test
    void anotherDeviceIsWithinTheToleranceThatIsStated(@TempDir Path other) throws IOException {
        ComputeDevice device = ComputeDevice.find(ModelConfig.Device.AUTO);
        assumeTrue(device.canBeLost(), () -> "skipped: " + device.notice().orElse("no OpenCL device"));
        assertEquals(0, SmallSession.run(other, "--set", "model.device=opencl"));
        Path json = other.resolve("device.json");
        assertEquals(
                0,
                Main.run(
                        "replay",
                        SmallSession.sessionIn(other).toString(),
                        "--device",
                        "java",
                        "--json",
                        json.toString()));
        JsonNode report = new ObjectMapper().readTree(json.toFile());
        assertFalse(report.path("identical").asBoolean(), "two backends that round alike would be news");
        assertTrue(report.path("images").size() >= 2, report.path("images").toString());
        assertTrue(
                report.at("/quality/what_if").size() >= 3,
                report.path("quality").toString());
        JsonNode verdict = report.path("device_tolerance");
        assertTrue(verdict.path("within").asBoolean(), verdict.toString());
        assertEquals(0, verdict.path("activity").asDouble());
    }

    @Test
    void whereMoreThanTheDeviceDiffersNoToleranceIsStated() throws IOException {
        assertTrue(tried("learning.rate=0.01").path("device_tolerance").isMissingNode());
    }

    @Test
    void whatCannotBeTriedIsOneLineAndExitCode2() throws IOException {
        assertEquals(
                2,
                Main.run(
                        "replay",
                        session.toString(),
                        "--with",
                        folder.resolve("none.yaml").toString()));
        assertEquals(2, Main.run("replay", session.toString(), "--set", "model.kernel=3"));
        assertEquals(2, Main.run("replay", session.toString(), "--set", "imaging.channel=2"));
        assertEquals(2, Main.run("replay", session.toString(), "--json", "never.json"));
    }
}
