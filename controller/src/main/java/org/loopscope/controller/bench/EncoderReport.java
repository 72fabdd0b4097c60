package org.loopscope.controller.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The encoder's benchmark as a table, and as JSON. */
final class EncoderReport {
    private EncoderReport() {}

    /** One table for each opponent, or one without. */
    static void print(List<EncoderFigures> all, PrintWriter console) {
        for (EncoderFigures figures : all) {
            boolean alone = figures.theirs().isEmpty();
            console.printf(
                    Locale.ROOT,
                    "%n%-22s %10s %10s %10s %10s %8s%n",
                    alone ? "alone" : "against PyTorch " + figures.opponent(),
                    "least",
                    "median",
                    alone ? "" : "theirs: l.",
                    alone ? "" : "median",
                    alone ? "" : "ratio");
            for (EncoderJob job : EncoderJob.values()) {
                row(figures, job, console);
            }
        }
        console.flush();
    }

    private static void row(EncoderFigures figures, EncoderJob job, PrintWriter console) {
        Times ours = figures.ours(job);
        console.printf(Locale.ROOT, "%-22s %10.3f %10.3f", job.key() + ", " + job.unit(), ours.least(), ours.median());
        if (!figures.theirs().isEmpty()) {
            Times theirs = figures.theirs(job);
            console.printf(Locale.ROOT, " %10.3f %10.3f %8.2f", theirs.least(), theirs.median(), figures.ratio(job));
        }
        console.println();
    }

    /** {@code ratio_to_torch} holds the first opponent's, {@code opponents} all. Makes the file's folder. */
    static void write(String device, List<EncoderFigures> all, Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode().put("device", device);
        put(all.getFirst(), root);
        for (EncoderFigures figures : all) {
            if (!figures.theirs().isEmpty()) {
                put(figures, root.withArray("opponents").addObject());
            }
        }
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }

    private static void put(EncoderFigures figures, ObjectNode into) {
        boolean alone = figures.theirs().isEmpty();
        if (!alone) {
            into.put("torch", figures.opponent());
        }
        for (EncoderJob job : EncoderJob.values()) {
            String key = job.key() + "_" + job.unit();
            into.withObject("/loopscope").put(key, figures.ours(job).median());
            if (!alone) {
                into.withObject("/baseline").put(key, figures.theirs(job).median());
                into.withObject("/ratio_to_torch").put(job.key(), figures.ratio(job));
            }
        }
    }
}
