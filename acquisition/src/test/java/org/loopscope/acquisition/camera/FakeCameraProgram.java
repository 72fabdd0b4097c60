package org.loopscope.acquisition.camera;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Debian's {@code arv-fake-gv-camera-0.8} (package aravis-tools), a process of its own on the loopback interface. */
final class FakeCameraProgram implements AutoCloseable {
    static final String PROGRAM = "arv-fake-gv-camera-0.8";

    private final Process process;

    private FakeCameraProgram(Process process) {
        this.process = process;
    }

    /** Starts it, or skips the test where it is not installed. */
    static FakeCameraProgram start(String address, String serial, String... more) throws IOException {
        Optional<Path> program = find();
        assumeTrue(
                program.isPresent(),
                "skipped: no " + PROGRAM + " on the PATH or in target/aravis-tools; apt install aravis-tools");
        List<String> command = new ArrayList<>(List.of(program.get().toString(), "-i", address, "-s", serial));
        command.addAll(List.of(more));
        return new FakeCameraProgram(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    private static Optional<Path> find() {
        List<Path> folders = new ArrayList<>();
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            folders.add(at.resolve("target/aravis-tools/usr/bin"));
        }
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            folders.add(Path.of(folder));
        }
        return folders.stream()
                .map(folder -> folder.resolve(PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** SIGKILL: the camera's plug is pulled. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while " + PROGRAM + " ended", e));
        }
    }
}
