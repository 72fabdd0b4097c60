package org.loopscope.controller.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.loopscope.acquisition.file.tiff.TiffMovieWriter;
import org.loopscope.acquisition.roi.Roi;

/**
 * A pipeline in another language, timed beside ours on the same movie and the same cells: a script that is called with
 * a TIFF, a regions.json and {@code --frames N}, and prints one JSON line with {@code ms.p50}.
 */
final class NumpyBaseline {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final BaselineScript script;
    private final Path folder;

    /** Makes a folder for the movies, which goes when the process ends. */
    NumpyBaseline(Path script) throws IOException {
        this.script = new BaselineScript(script, "python3", "it needs NumPy, SciPy and tifffile in python3");
        this.folder = Files.createTempDirectory("loopscope-bench");
        folder.toFile().deleteOnExit();
    }

    /** Median milliseconds per frame. */
    double medianMs(ImagingCase of, BenchMovie movie, int frames) throws IOException, InterruptedException {
        String name = of.widthPx() + "x" + of.heightPx() + "x" + of.cells();
        Path tiff = folder.resolve(name + ".tif");
        Path regions = folder.resolve(name + ".json");
        if (!Files.exists(tiff)) {
            try (TiffMovieWriter writer = new TiffMovieWriter(tiff, of.widthPx(), of.heightPx())) {
                for (short[] frame : movie.frames) {
                    writer.write(frame);
                }
            }
            Files.write(regions, MAPPER.writeValueAsBytes(regions(movie, of.widthPx())));
            tiff.toFile().deleteOnExit();
            regions.toFile().deleteOnExit();
        }
        JsonNode result = MAPPER.readTree(
                script.run(List.of(tiff.toString(), regions.toString(), "--frames", Integer.toString(frames))));
        return result.path("ms").path("p50").asDouble();
    }

    /** As neurofinder has them: a list of {@code {"coordinates": [[row, column], ...]}}. */
    private static ArrayNode regions(BenchMovie movie, int widthPx) {
        ArrayNode regions = MAPPER.createArrayNode();
        for (Roi cell : movie.cells.rois()) {
            ArrayNode coordinates = regions.addObject().putArray("coordinates");
            for (int pixel : cell.pixels()) {
                coordinates.addArray().add(pixel / widthPx).add(pixel % widthPx);
            }
        }
        return regions;
    }
}
