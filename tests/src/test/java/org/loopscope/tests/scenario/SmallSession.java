package org.loopscope.tests.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.loopscope.controller.Main;

/** Runs the tiny experiment through the program's own command line, in a folder of its own. */
public final class SmallSession {
    private SmallSession() {}

    /** The tiny experiment as a file. */
    public static Path experiment(Path folder) {
        Path file = folder.resolve("tiny.yaml");
        try (InputStream tiny = Objects.requireNonNull(SmallSession.class.getResourceAsStream("tiny.yaml"))) {
            Files.write(file, tiny.readAllBytes());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it at full speed; answers the exit code. */
    static int run(Path folder, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                experiment(folder).toString(),
                "--speed",
                "max",
                "--out",
                folder.resolve("out").toString()));
        arguments.addAll(List.of(more));
        return Main.run(arguments.toArray(String[]::new));
    }

    /** Runs an experiment of {@code config/} at full speed and without a stream; answers the exit code. */
    static int runExample(Path folder, String file, List<String> overrides) {
        List<String> all = new ArrayList<>(List.of("mqtt.broker=off", "dashboard.serve=false"));
        all.addAll(overrides);
        return run(folder, Path.of("..", "config", file), all);
    }

    /** Runs an experiment at full speed; answers the exit code. */
    public static int run(Path folder, Path experiment, List<String> overrides) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                experiment.toString(),
                "--speed",
                "max",
                "--out",
                folder.resolve("out").toString()));
        for (String override : overrides) {
            arguments.add("--set");
            arguments.add(override);
        }
        return Main.run(arguments.toArray(String[]::new));
    }

    /** The overrides that make the tiny experiment's blocks as short as they can be. */
    public static List<String> shortened() {
        return List.of(
                "imaging.calibration=2 s",
                "learning.targets=1",
                "blocks.spontaneous.duration=2 s",
                "blocks.map.stop.presentations=30",
                "blocks.adapt.stop.presentations=2",
                "blocks.synthesize.stop.presentations=2",
                "blocks.validate.repeats=1",
                "blocks.validate.presentation=200 ms",
                "blocks.map.presentation=200 ms");
    }

    public static int replay(Path session) {
        return Main.run("replay", session.toString());
    }

    /** The one session in the folder. */
    public static Path sessionIn(Path folder) {
        try (Stream<Path> sessions = Files.list(folder.resolve("out"))) {
            return sessions.findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path nwbIn(Path session) {
        try (Stream<Path> files = Files.list(session)) {
            return files.filter(file -> file.toString().endsWith(".nwb"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
