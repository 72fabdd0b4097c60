package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.log.nwb.NwbLayout;

/** A whole session with pictures wider than high: mapped, fitted, synthesized, validated, logged and replayed. */
final class WidePicturesTest {
    @TempDir
    private Path folder;

    @Test
    void shouldRunAndReplayWhenPicturesAreNotSquare() throws IOException {
        assertEquals(0, SmallSession.run(folder, "--set", "stimuli.size=26x15 px"));
        Path session = SmallSession.sessionIn(folder);
        JsonNode summary =
                new ObjectMapper().readTree(session.resolve("summary.json").toFile());
        assertEquals("completed", summary.path("outcome").asText());
        assertEquals(2, summary.path("targets").size());
        for (JsonNode target : summary.path("targets")) {
            assertTrue(target.path("mei").path("repeats").asInt() > 0, target.toString());
        }
        try (HdfFile nwb = new HdfFile(SmallSession.nwbIn(session))) {
            for (String picture : new String[] {"bank_00000", "held_out_00000", "synthesized_00000"}) {
                int[] shape = nwb.getDatasetByPath(NwbLayout.STIMULUS_IMAGES + "/" + picture)
                        .getDimensions();
                assertArrayEquals(new int[] {26, 15}, shape, picture);
            }
        }
        assertEquals(0, SmallSession.replay(session));
    }
}
