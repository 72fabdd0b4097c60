package org.loopscope.tests.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program that is not ours and that goes on until it is ended, with what it prints. */
final class Listening implements AutoCloseable {
    private static final long LOOK_EVERY_MS = 20;

    private final String name;
    private final Process process;
    private final Path printed;
    private final Path complained;

    private Listening(String name, Process process, Path printed, Path complained) {
        this.name = name;
        this.process = process;
        this.printed = printed;
        this.complained = complained;
    }

    /**
     * Starts it as a shell would.
     *
     * @param name of it, for people
     * @param in the folder that the line is typed in
     * @param scratch a folder for what it prints
     */
    static Listening to(String name, String line, Path in, Path scratch) throws IOException {
        Path printed = scratch.resolve(name + ".txt");
        Path complained = scratch.resolve(name + "-errors.txt");
        Process process = new ProcessBuilder("sh", "-c", "exec " + line)
                .directory(in.toFile())
                .redirectOutput(printed.toFile())
                .redirectError(complained.toFile())
                .start();
        return new Listening(name, process, printed, complained);
    }

    String name() {
        return name;
    }

    /** Whole lines so far; Latin 1, for there may be traces among them. */
    List<String> lines() throws IOException {
        String all = Files.readString(printed, StandardCharsets.ISO_8859_1);
        return all.substring(0, all.lastIndexOf('\n') + 1).lines().toList();
    }

    /** Waits for a line. */
    void await(Predicate<String> line, long withinMs) throws IOException, InterruptedException {
        for (long waitedMs = 0; lines().stream().noneMatch(line); waitedMs += LOOK_EVERY_MS) {
            if (waitedMs > withinMs) {
                throw new AssertionError(name + " waits in vain; it ends with "
                        + lines().reversed().stream().limit(3).toList() + " and complains "
                        + Files.readString(complained));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
