package org.loopscope.controller.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.log.journal.JournalCorrupt;
import org.loopscope.controller.pictures.QualityPicture;
import org.loopscope.controller.pictures.QualityPicture.Curve;
import org.loopscope.controller.pictures.QualityPicture.Role;
import org.loopscope.controller.replay.ReplayDiffers;
import org.loopscope.controller.replay.ReplayReport;
import org.loopscope.controller.replay.SessionReplay;
import org.loopscope.controller.replay.WhatIfReplay;
import org.loopscope.controller.summary.SessionSummary.NamedCurve;
import org.loopscope.controller.whatif.TriedExperiment;
import org.loopscope.controller.whatif.WhatIfJson;
import org.loopscope.controller.whatif.WhatIfReport;
import org.loopscope.controller.whatif.WhatIfText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./loopscope replay}: recomputes a session from what was recorded, and says whether it comes out the same; or
 * tries another experiment on it, and says where and why the two part.
 */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Recomputes a session's activity and decisions, and says identical, or where they part (exit 3)."
                + " With --with, --set or --device: tries another experiment on the recording, side by side."
                + " Of an NWB file of any lab: runs its frames, with its cells, through the loop.")
final class ReplayCommand implements Callable<Integer> {
    enum Backend {
        JAVA,
        OPENCL
    }

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SESSION_DIR|FILE.nwb", description = "a session's folder, or a recording of any lab's")
    private Path recording = Path.of(".");

    @Option(names = "--with", paramLabel = "OTHER.yaml", description = "the experiment to try on the recording")
    private @Nullable Path with;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "overrides a key of OTHER.yaml, or of the recorded experiment where there is none")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--device", paramLabel = "java|opencl", description = "tries it on another backend")
    private @Nullable Backend device;

    @Option(names = "--json", paramLabel = "FILE", description = "writes what a what-if finds as JSON, too")
    private @Nullable Path json;

    @Option(names = "--picture", paramLabel = "FILE.png", description = "draws the quality of both models, too")
    private @Nullable Path picture;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where the session of an NWB file goes (default: sessions)")
    private @Nullable Path out;

    ReplayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter console = spec.commandLine().getOut();
        if (Files.isRegularFile(recording)) {
            return foreign(console);
        }
        if (!Files.exists(recording)) {
            throw new ConfigurationException(recording + " is not there: give a session's folder, or an NWB file");
        }
        SessionFolder.journalIn(recording);
        SessionFolder.requireAtRest(recording);
        requireWritable(json, "--json");
        requireWritable(picture, "--picture");
        if (out != null) {
            throw new ConfigurationException(
                    "--out is where the session of an NWB file goes; the replay of a session leaves none");
        }
        try {
            return with == null && overrides.isEmpty() && device == null ? same(console) : whatIf(console);
        } catch (JournalCorrupt | ReplayDiffers e) {
            spec.commandLine().getErr().println("loopscope: " + e.getMessage());
            return ExitCode.DIFFERS;
        }
    }

    /** Another lab's recording has nothing to be compared with: it is run. */
    private int foreign(PrintWriter console) {
        if (json != null || picture != null) {
            throw new ConfigurationException(recording + " is no session's folder: --json and --picture are about one");
        }
        Path below = out != null ? out : Path.of("sessions");
        return new NwbReplay(recording, with, overrides(), below, console, surroundings).run();
    }

    /** Before the work, which takes minutes. */
    private static void requireWritable(@Nullable Path file, String option) {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(file)) {
            throw new ConfigurationException(
                    option + ": " + file + " cannot be written; give a file in a folder that is there");
        }
    }

    private List<String> overrides() {
        List<String> all = new ArrayList<>(overrides);
        if (device != null) {
            all.add("model.device=" + (device == Backend.JAVA ? "java" : "opencl"));
        }
        return all;
    }

    private int same(PrintWriter console) throws IOException {
        if (json != null || picture != null) {
            throw new ConfigurationException(
                    "--json and --picture are about a what-if: give --with, --set or --device beside them");
        }
        ReplayReport report = new SessionReplay(recording, console).run();
        report.lines().forEach(console::println);
        console.flush();
        return report.identical() ? ExitCode.DONE : ExitCode.DIFFERS;
    }

    private int whatIf(PrintWriter console) throws IOException {
        WhatIfReport report = WhatIfReplay.run(recording, new TriedExperiment(with, overrides()), console);
        WhatIfText.lines(report).forEach(console::println);
        if (json != null) {
            new WhatIfJson().write(report, json);
        }
        if (picture != null) {
            draw(report, picture);
        }
        console.flush();
        return ExitCode.DONE;
    }

    private static void draw(WhatIfReport report, Path to) {
        List<Curve> curves = QualityCurves.of(
                List.of(
                        new NamedCurve("recorded", report.quality().recorded()),
                        new NamedCurve("what-if", report.quality().tried())),
                List.of(Role.RANDOM, Role.CHOSEN));
        if (curves.isEmpty()) {
            throw new ConfigurationException("--picture: no model's quality was measured, there is nothing to draw");
        }
        new QualityPicture(curves).writeTo(to);
    }
}
