package org.loopscope.controller.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.loopscope.acquisition.path.Stage;

/** The imaging benchmark as a table, and as JSON with one row for each case. */
final class ImagingReport {
    private ImagingReport() {}

    static void header(PrintWriter console) {
        console.printf(
                Locale.ROOT,
                "%-24s %8s %8s %8s %8s | %9s %8s %8s %8s | %8s %8s%n",
                "ms per frame, one thread",
                "p50",
                "p99",
                "p99.9",
                "max",
                "register",
                "traces",
                "baseline",
                "spikes",
                "B/frame",
                "NumPy/us");
    }

    static void row(PrintWriter console, ImagingFigures figures) {
        console.printf(
                Locale.ROOT,
                "%-24s %8.3f %8.3f %8.3f %8.3f | %9.3f %8.3f %8.3f %8.3f | %8.0f %8s%n",
                figures.of(),
                figures.p50(),
                figures.p99(),
                figures.p999(),
                figures.max(),
                figures.stagesP50().get(Stage.REGISTRATION),
                figures.stagesP50().get(Stage.TRACES),
                figures.stagesP50().get(Stage.BASELINE),
                figures.stagesP50().get(Stage.SPIKES),
                figures.bytesPerFrame(),
                Double.isNaN(figures.ratioToBaseline())
                        ? "-"
                        : String.format(Locale.ROOT, "%.2f", figures.ratioToBaseline()));
        console.flush();
    }

    static void write(List<ImagingFigures> all, Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode rows = mapper.createArrayNode();
        for (ImagingFigures figures : all) {
            ObjectNode row = rows.addObject()
                    .put("width", figures.of().widthPx())
                    .put("height", figures.of().heightPx())
                    .put("cells", figures.of().cells())
                    .put("p50_ms", figures.p50())
                    .put("p99_ms", figures.p99())
                    .put("p99_9_ms", figures.p999())
                    .put("max_ms", figures.max());
            ObjectNode stages = row.putObject("stages");
            figures.stagesP50()
                    .forEach((stage, ms) -> stages.put(stage.name().toLowerCase(Locale.ROOT) + "_p50_ms", ms));
            row.put("bytes_allocated_per_frame", figures.bytesPerFrame());
            if (Double.isNaN(figures.ratioToBaseline())) {
                row.putNull("ratio_to_baseline");
            } else {
                row.put("ratio_to_baseline", figures.ratioToBaseline());
            }
        }
        mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), rows);
    }
}
