package org.loopscope.controller.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.rig.ActivityInput;
import org.loopscope.controller.rig.Rig;
import org.loopscope.firmware.Line;

/** The check list before a session: nothing is made on disk, and nothing is started, until all of it holds. */
public final class Preflight {
    /** Beside the frames, the log needs room for traces and the journal. */
    private static final long SPARE_BYTES = 200L << 20;

    /** One line of the list. */
    public record Check(String what, boolean holds, String finding) {}

    private Preflight() {}

    /** Goes through the list; every finding that does not hold says what to do. */
    public static List<Check> check(ExperimentConfig config, Rig rig, Path outputFolder, long nowNs) {
        List<Check> checks = new ArrayList<>();
        checks.add(folder(outputFolder));
        if (checks.getFirst().holds()) {
            checks.add(disk(config, rig, outputFolder));
        }
        checks.add(subject(config));
        checks.add(PlanCheck.of(config, rig.bank().heldOut().size()));
        if (rig.input() instanceof ActivityInput.Imaged imaged
                && !imaged.report().isEmpty()) {
            checks.add(new Check("recording", true, String.join("; ", imaged.report())));
        }
        checks.add(frameClock(rig, nowNs));
        checks.add(outputs(rig));
        return checks;
    }

    private static Check folder(Path outputFolder) {
        Path at = nearestExisting(outputFolder);
        boolean writable = Files.isDirectory(at) && Files.isWritable(at);
        return new Check(
                "output folder",
                writable,
                writable
                        ? outputFolder + " can be written"
                        : outputFolder + " cannot be written (" + at + " is no folder that you may write to); choose"
                                + " another with --out");
    }

    /** The folder itself, or the nearest one above it that is there. */
    private static Path nearestExisting(Path folder) {
        Path at = folder.toAbsolutePath();
        for (Path parent = at.getParent(); !Files.exists(at) && parent != null; parent = at.getParent()) {
            at = parent;
        }
        return at;
    }

    private static Check disk(ExperimentConfig config, Rig rig, Path outputFolder) {
        long needed = SPARE_BYTES + bytesOfFrames(config, rig);
        long free = freeBytes(outputFolder);
        return new Check(
                "disk",
                free >= needed,
                String.format(
                        "%.1f GB free, at most %.1f GB needed%s",
                        free / 1e9,
                        needed / 1e9,
                        free >= needed ? "" : "; make room, choose another folder with --out, or set log.raw_frames"));
    }

    static long bytesOfFrames(ExperimentConfig config, Rig rig) {
        return switch (rig.input()) {
            case ActivityInput.Imaged imaged -> {
                var format = imaged.frames().format();
                double frames = config.plannedNs() / 1e9 * format.framesPerSecond();
                double pixels = (double) format.widthPx() * format.heightPx();
                double perFrame = (config.log().rawFrames() ? 2 * pixels : 0)
                        + (config.log().corrected() ? 4 * pixels / format.channels() : 0)
                        + 8_000;
                yield (long) (frames * perFrame);
            }
            case ActivityInput.Recorded recorded -> 0;
        };
    }

    private static long freeBytes(Path outputFolder) {
        Path at = nearestExisting(outputFolder);
        try {
            return Files.getFileStore(at).getUsableSpace();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the free space of " + at + " cannot be read", e);
        }
    }

    private static Check subject(ExperimentConfig config) {
        List<String> missing = new ArrayList<>();
        if (config.subject().subjectId().isEmpty()) {
            missing.add("subject_id");
        }
        if (config.subject().species().isEmpty()) {
            missing.add("species");
        }
        if (config.subject().sex().isEmpty()) {
            missing.add("sex");
        }
        if (config.subject().age().isEmpty() && config.subject().dateOfBirth().isEmpty()) {
            missing.add("age or date_of_birth");
        }
        boolean idFits = config.subject().subjectId().matches("[A-Za-z0-9-]*");
        return new Check(
                "subject",
                missing.isEmpty() && idFits,
                !idFits
                        ? "subject.subject_id may hold letters, digits and hyphens"
                        : missing.isEmpty()
                                ? config.subject().subjectId() + ", "
                                        + config.subject().species()
                                : "the experiment file's subject lacks " + String.join(", ", missing) + "; add them");
    }

    private static Check frameClock(Rig rig, long nowNs) {
        if (rig.input() instanceof ActivityInput.Recorded) {
            return new Check("frame clock", true, "not needed: there are no frames");
        }
        rig.focus().accept(nowNs);
        int[] edges = new int[1];
        rig.device()
                .poll(
                        nowNs,
                        edge -> {
                            if (edge.line() == Line.FRAME_CLOCK) {
                                edges[0]++;
                            }
                        },
                        pulse -> {});
        return new Check(
                "frame clock",
                edges[0] > 0,
                edges[0] > 0
                        ? edges[0] + " edges seen while focusing"
                        : "no edge seen on the frame clock line of "
                                + rig.device().identity() + "; check the cable, and that the microscope scans");
    }

    private static Check outputs(Rig rig) {
        boolean safe = rig.device().isSafe();
        return new Check(
                "outputs",
                safe,
                safe ? "all low" : "an output of " + rig.device().identity() + " is not low");
    }
}
