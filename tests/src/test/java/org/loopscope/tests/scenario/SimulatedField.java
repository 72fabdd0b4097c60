package org.loopscope.tests.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loopscope.acquisition.roi.Roi;

/** Where the cells of a simulated experiment are. */
public final class SimulatedField {
    private SimulatedField() {}

    /**
     * The simulated cells, from a short session on the same field.
     *
     * @param experiment of which the source and the seed count
     * @param folder gets a folder {@code field} with that session
     */
    public static List<Roi> cells(Path experiment, Path folder) throws IOException {
        Path brief = Files.createDirectory(folder.resolve("field"));
        String text = Files.readString(experiment);
        Path resting = brief.resolve("resting.yaml");
        Files.writeString(
                resting,
                text.substring(0, text.indexOf("blocks:")) + "blocks:\n  - { kind: spontaneous, duration: 100 ms }\n");
        if (SmallSession.run(brief, resting, List.of("imaging.rois=detect")) != 0) {
            throw new IOException("the session on the field " + resting + " failed");
        }
        JsonNode cells = new ObjectMapper()
                .readTree(SmallSession.sessionIn(brief)
                        .resolve("ground-truth-neurons.json")
                        .toFile());
        List<Roi> field = new ArrayList<>();
        for (JsonNode cell : cells) {
            int[] pixels = new int[cell.path("mask_pixels").size()];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = cell.path("mask_pixels").path(i).asInt();
            }
            float[] weights = new float[pixels.length];
            Arrays.fill(weights, 1f / pixels.length);
            field.add(new Roi(field.size(), pixels, weights));
        }
        return field;
    }
}
