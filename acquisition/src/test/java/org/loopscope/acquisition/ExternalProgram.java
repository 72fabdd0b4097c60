package org.loopscope.acquisition;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs that are not ours, for tests with a real second process: a C compiler, Python, Octave. */
public final class ExternalProgram {
    private static final long PATIENCE_S = 60;
    private static final String NUMPY = "numpy==2.3.5";

    private ExternalProgram() {}

    /**
     * Python with NumPy: the one that LOOPSCOPE_PYTHON names, the system's, or a virtual environment of the tests' own, made
     * here where packages can be had. Otherwise the test is skipped.
     */
    public static String python() {
        Path environment = Path.of("target", "python").toAbsolutePath();
        Path own = environment.resolve("bin").resolve("python");
        for (String python : List.of(
                System.getenv().getOrDefault("LOOPSCOPE_PYTHON", "python3"), "/usr/bin/python3", own.toString())) {
            if (hasNumpy(python)) {
                return python;
            }
        }
        works("python3", "-m", "venv", environment.toString());
        works(own.toString(), "-m", "pip", "install", "--quiet", NUMPY);
        assumeTrue(
                hasNumpy(own.toString()),
                "skipped: python3 has no numpy, and it cannot be installed; set LOOPSCOPE_PYTHON to one that has");
        return own.toString();
    }

    private static boolean hasNumpy(String python) {
        return works(python, "-c", "import numpy");
    }

    /** The program, or the test is skipped. */
    public static String require(String program, String why) {
        assumeTrue(works(program, "--version"), () -> "skipped: no " + program + ", which is needed " + why);
        return program;
    }

    private static boolean works(String... command) {
        try {
            Process process = start(List.of(command));
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts a program whose errors come with what it says. */
    public static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Runs a program to its end, which must be a success. */
    public static byte[] run(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        byte[] said = process.getInputStream().readAllBytes();
        end(process, "");
        return said;
    }

    /** Waits for the end, which must be a success. */
    public static void end(Process process, String said) {
        try {
            assertTrue(process.waitFor(PATIENCE_S, TimeUnit.SECONDS), "the program did not end");
            assertTrue(process.exitValue() == 0, () -> "exit " + process.exitValue() + ": " + said + rest(process));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String rest(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of the senders that users paste. */
    public static Path senders() {
        Path folder = Path.of("..", "docs", "senders");
        assertTrue(Files.isDirectory(folder), "tests run in the module's folder");
        return folder;
    }
}
