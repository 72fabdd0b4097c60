package org.loopscope.controller.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The imaging benchmark as a table, and as JSON with one row for each case. */
final class ImagingReport {
    /** What a stage that has nothing to do takes at most, milliseconds. */
    private static final double NOTHING_MS = 0.0005;

    private ImagingReport() {}

    static void header(PrintWriter console) {
        console.printf(
                Locale.ROOT,
                "%-24s %8s %8s %8s %8s | %8s %8s%n",
                "ms per frame, one thread",
                "p50",
                "p99",
                "p99.9",
                "max",
                "B/frame",
                "NumPy/us");
    }

    static void row(PrintWriter console, ImagingFigures figures) {
        console.printf(
                Locale.ROOT,
                "%-24s %s | %8.0f %8s%n",
                figures.of(),
                columns(figures.frame()),
                figures.bytesPerFrame(),
                Double.isNaN(figures.ratioToBaseline())
                        ? "-"
                        : String.format(Locale.ROOT, "%.2f", figures.ratioToBaseline()));
        figures.stages().forEach((stage, spread) -> {
            if (spread.p50() > NOTHING_MS) {
                console.printf(Locale.ROOT, "  %-22s %s%n", stage.name().toLowerCase(Locale.ROOT), columns(spread));
            }
        });
        console.flush();
    }

    private static String columns(Spread ms) {
        return String.format(Locale.ROOT, "%8.3f %8.3f %8.3f %8.3f", ms.p50(), ms.p99(), ms.p999(), ms.max());
    }

    /** Makes the file's folder where there is none. */
    static void write(List<ImagingFigures> all, Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode rows = mapper.createArrayNode();
        for (ImagingFigures figures : all) {
            ObjectNode row = rows.addObject()
                    .put("width", figures.of().widthPx())
                    .put("height", figures.of().heightPx())
                    .put("cells", figures.of().cells());
            put(figures.frame(), row);
            ObjectNode stages = row.putObject("stages");
            figures.stages()
                    .forEach((stage, spread) ->
                            put(spread, stages.putObject(stage.name().toLowerCase(Locale.ROOT))));
            row.put("bytes_allocated_per_frame", figures.bytesPerFrame());
            if (Double.isNaN(figures.ratioToBaseline())) {
                row.putNull("ratio_to_baseline");
            } else {
                row.put("ratio_to_baseline", figures.ratioToBaseline());
            }
        }
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), rows);
    }

    private static void put(Spread ms, ObjectNode into) {
        into.put("p50_ms", ms.p50())
                .put("p99_ms", ms.p99())
                .put("p99_9_ms", ms.p999())
                .put("max_ms", ms.max());
    }
}
