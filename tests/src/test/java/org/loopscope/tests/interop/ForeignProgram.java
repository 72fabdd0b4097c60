package org.loopscope.tests.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a program that is not ours has said, errors among it, and how it ended.
 *
 * @param exitCode 127 where it could not be started
 */
record ForeignProgram(int exitCode, String said) {
    private static final int NOT_THERE = 127;

    static ForeignProgram run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new ForeignProgram(process.waitFor(), said);
        } catch (IOException e) {
            return new ForeignProgram(NOT_THERE, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean succeeded() {
        return exitCode == 0;
    }

    /** The last line that is not empty: the error, where there was one. */
    String lastLine() {
        return said.lines().filter(line -> !line.isBlank()).reduce("", (before, line) -> line);
    }
}
