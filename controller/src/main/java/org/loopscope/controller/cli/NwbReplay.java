package org.loopscope.controller.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.file.hdf5.NwbContents;
import org.loopscope.acquisition.file.hdf5.NwbContents.Part;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ExperimentFile;
import org.loopscope.controller.replay.ForeignTraces;
import org.loopscope.controller.rig.ComputeDevice;
import org.loopscope.controller.session.SessionResult;
import org.loopscope.controller.summary.SummaryText;

/**
 * Runs the frames of an NWB file that anyone wrote through the loop, at full speed, with the file's own cells where it has
 * any: one session for each of its series.
 */
final class NwbReplay {
    private final Path file;
    private final Path experiment;
    private final List<String> overrides;
    private final Path out;
    private final PrintWriter console;
    private final Surroundings surroundings;

    /** @param experiment null for the one of a recorded movie */
    NwbReplay(
            Path file,
            @Nullable Path experiment,
            List<String> overrides,
            Path out,
            PrintWriter console,
            Surroundings surroundings) {
        this.file = file;
        this.experiment = experiment == null ? Home.folder().resolve("config/recorded-movie.yaml") : experiment;
        this.overrides = List.copyOf(overrides);
        this.out = out;
        this.console = console;
        this.surroundings = surroundings;
    }

    /** @return the process's exit code */
    int run() {
        NwbContents contents = contents();
        int worst = ExitCode.DONE;
        for (Part series : contents.series()) {
            ExperimentConfig config = config(contents, series);
            Path folder = contents.series().size() == 1 ? out : out.resolve(series.name());
            console.println("Series " + series.path() + ", " + series.rows() + " frames, "
                    + (config.imaging().roiFiles().isEmpty()
                            ? "cells to be detected"
                            : "cells of " + config.imaging().roiFiles().getFirst()));
            worst = Math.max(worst, run(config, folder, series, contents));
        }
        console.flush();
        return worst;
    }

    private NwbContents contents() {
        try {
            NwbContents contents = NwbContents.of(file);
            if (contents.series().isEmpty()) {
                throw new ConfigurationException(
                        file + ": has no TwoPhotonSeries and no OnePhotonSeries; give a file with frames in it");
            }
            return contents;
        } catch (IOException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    private List<String> cells(NwbContents contents, Part series) {
        List<Part> tables = contents.tablesOf(series);
        if (tables.size() > 1) {
            List<String> names = tables.stream().map(Part::name).toList();
            throw new ConfigurationException(file + ": " + series.path() + " has " + tables.size()
                    + " plane segmentations (" + String.join(", ", names)
                    + "); say which with --set imaging.rois=" + file + "#" + names.getFirst()
                    + ", or --set imaging.rois=detect");
        }
        boolean only = contents.tables().size() == 1;
        return tables.stream()
                .map(table -> "imaging.rois=" + file + (only ? "" : "#" + table.name()))
                .toList();
    }

    /** What the user sets comes last, and counts; so do the cells that the experiment names itself. */
    private ExperimentConfig config(NwbContents contents, Part series) {
        List<String> all = new ArrayList<>();
        all.add("source={kind: movie, file: " + quoted(file.toString()) + ", dataset: " + quoted(series.path()) + "}");
        all.add("mqtt.broker=off");
        all.add("dashboard.serve=false");
        boolean named = overrides.stream().anyMatch(override -> override.startsWith("imaging.rois="))
                || !ExperimentFile.read(experiment, all).imaging().roiFiles().isEmpty();
        if (!named) {
            all.addAll(cells(contents, series));
        }
        all.addAll(overrides);
        return ExperimentFile.read(experiment, all);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private int run(ExperimentConfig config, Path folder, Part series, NwbContents contents) {
        ComputeDevice device = ComputeDevice.find(config.model().device());
        SessionRun.Finished finished = new SessionRun(config, true, SessionPlace.below(folder), console, surroundings)
                .run(device, Stream.none(), List.of(), told -> {});
        SummaryText.lines(finished.summary()).forEach(console::println);
        // Cells that were found anew are other cells.
        if (contents.series().size() == 1
                && config.imaging().roiFiles().stream().anyMatch(this::isOfTheFile)) {
            compare(finished.folder(), series);
        }
        console.println("Log, summary and pictures: " + finished.folder());
        SessionResult result = finished.result();
        if (result.failure() != null) {
            console.println("The session failed: " + result.failure().getMessage());
            return ExitCode.FAILED;
        }
        return ExitCode.DONE;
    }

    /** @param cells where they come from: a file, or {@code file#table} */
    private boolean isOfTheFile(Path cells) {
        String own = file.toAbsolutePath().normalize().toString();
        String from = cells.toAbsolutePath().normalize().toString();
        return from.equals(own) || from.startsWith(own + "#");
    }

    private void compare(Path session, Part series) {
        try {
            Optional<String> found = ForeignTraces.compare(file, session, series.rows());
            console.println(found.orElse("The file has no traces of its cells to compare with"));
        } catch (IOException e) {
            console.println("The file's own traces were not compared: " + e.getMessage());
        }
    }
}
