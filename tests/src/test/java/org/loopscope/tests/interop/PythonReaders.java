package org.loopscope.tests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * PyNWB, nwbinspector and h5py in a virtual environment of the tests' own: the one that LOOPSCOPE_INTEROP_VENV names, or
 * one in the build folder. It is made, and filled with the versions of requirements.txt, where it is not there yet.
 */
final class PythonReaders {
    private static final Path IN_BUILD_FOLDER = Path.of("target", "interop-venv");

    private final Path python;

    private PythonReaders(Path python) {
        this.python = python;
    }

    /** The readers; the test is skipped where Python or its packages cannot be had. */
    static PythonReaders required() throws IOException {
        String given = System.getenv("LOOPSCOPE_INTEROP_VENV");
        Path environment = (given == null ? IN_BUILD_FOLDER : Path.of(given)).toAbsolutePath();
        Path python = environment.resolve("bin").resolve("python");
        if (!Files.isExecutable(python)) {
            require(List.of("python3", "-m", "venv", environment.toString()), "no virtual environment");
        }
        // A second's work where all of them are there already, for which it needs no network.
        require(
                List.of(
                        python.toString(),
                        "-m",
                        "pip",
                        "install",
                        "--quiet",
                        "--disable-pip-version-check",
                        "--retries=1",
                        "--timeout=15",
                        "--requirement",
                        resource("requirements.txt").toString()),
                "no PyNWB and nwbinspector");
        return new PythonReaders(python);
    }

    /** Reads each file with all readers, in the order given. */
    List<ReaderReport> read(List<Path> files) throws IOException {
        return read("", files);
    }

    /** Reads a file that another process writes, or that bears its mark. */
    ReaderReport readLive(Path file) throws IOException {
        return read("--live", List.of(file)).getFirst();
    }

    /** Waits until a file that is being written can be read, and watches it grow for a while. */
    Map<String, WatchedSeries> watch(Path file, int seconds) throws IOException {
        byte[] said = said(List.of(
                python.toString(),
                resource("watch_session.py").toString(),
                file.toString(),
                Integer.toString(seconds)));
        return ReaderReport.JSON.readValue(said, new TypeReference<>() {});
    }

    private List<ReaderReport> read(String how, List<Path> files) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(python.toString(), resource("check_session.py").toString()));
        if (!how.isEmpty()) {
            command.add(how);
        }
        files.forEach(file -> command.add(file.toString()));
        Map<String, ReaderReport> reports = ReaderReport.JSON.readValue(said(command), new TypeReference<>() {});
        return files.stream()
                .map(file -> Objects.requireNonNull(reports.get(file.toString())))
                .toList();
    }

    private static byte[] said(List<String> command) throws IOException {
        File warnings = Path.of("target", "interop-warnings.txt").toFile();
        Process process = new ProcessBuilder(command).redirectError(warnings).start();
        byte[] said = process.getInputStream().readAllBytes();
        assertEquals(0, ended(process), () -> "the readers have failed, see " + warnings);
        return said;
    }

    private static void require(List<String> command, String otherwise) {
        ForeignProgram ended = ForeignProgram.run(command);
        assumeTrue(ended.succeeded(), () -> "skipped: " + otherwise + " to read sessions with: " + ended.lastLine());
    }

    private static int ended(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(PythonReaders.class.getResource(name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
