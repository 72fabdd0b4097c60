package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalReader;

/** The tiny experiment in real time, in a process of its own that can be killed. */
public final class RunningSession implements AutoCloseable {
    private static final long PATIENCE_S = 120;
    /** A journal that was only just made has no header yet. */
    private static final int HEADER_BYTES = 64;

    private final Path folder;
    private final Process process;

    private RunningSession(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    public static RunningSession start(Path folder, String... more) throws IOException {
        List<String> command = program();
        command.addAll(List.of(
                "run",
                SmallSession.experiment(folder).toString(),
                "--speed",
                "real",
                "--out",
                folder.resolve("out").toString()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("console.txt").toFile())
                .start();
        return new RunningSession(folder, process);
    }

    /** The command line of the program in a process of its own, but for its arguments. */
    public static List<String> program() {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                "org.loopscope.controller.Main"));
    }

    /** Waits, on the session's own journal, until so many frames have come. */
    public Path awaitFrames(long frames) throws IOException, InterruptedException {
        for (long waitedMs = 0; waitedMs < PATIENCE_S * 1000; waitedMs += 100) {
            assertTrue(process.isAlive(), () -> "the session ended early: " + console());
            TimeUnit.MILLISECONDS.sleep(100);
            Path out = folder.resolve("out");
            if (Files.isDirectory(out)) {
                try (Stream<Path> sessions = Files.list(out)) {
                    Path journal = sessions.findFirst().orElse(out).resolve("session.journal");
                    if (Files.exists(journal) && Files.size(journal) > HEADER_BYTES && framesIn(journal) >= frames) {
                        return journal;
                    }
                }
            }
        }
        throw new AssertionError("no frames within two minutes: " + console());
    }

    /** {@code kill -9}; answers the moment before. */
    public Instant kill() throws InterruptedException {
        Instant before = Instant.now();
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        return before;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it whatever it does, if it has not ended. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    public boolean ends(Duration within) throws InterruptedException {
        return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    int exitCode() {
        return process.exitValue();
    }

    /** What it has said so far. */
    public String console() {
        try {
            return Files.readString(folder.resolve("console.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static long framesIn(Path journal) throws IOException {
        long frames = 0;
        try (JournalReader reader = JournalReader.open(journal)) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                frames += event instanceof SessionEvent.FrameArrived ? 1 : 0;
            }
        }
        return frames;
    }
}
