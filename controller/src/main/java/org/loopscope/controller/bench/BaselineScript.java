package org.loopscope.controller.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.loopscope.controller.config.ConfigurationException;

/**
 * A Python program that does the same job as ours, run as a process of its own. What it prints last is its answer.
 *
 * @param python the interpreter, such as one of a virtual environment
 * @param remedy what to do where it fails: an option to give, the packages that it imports
 */
record BaselineScript(Path script, String python, String remedy) {
    BaselineScript {
        if (!Files.isReadable(script)) {
            throw new ConfigurationException(script + ": no such script; give the baseline's Python file");
        }
    }

    /** @return the last line that the script printed */
    String run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(arguments);
        return lastLine(command);
    }

    /** @return the last line that a line of Python printed */
    String evaluate(String line) throws IOException, InterruptedException {
        return lastLine(List.of("-c", line));
    }

    private String lastLine(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python));
        command.addAll(arguments);
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException missing) {
            throw new ConfigurationException(python + ": cannot be started; " + remedy, missing);
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String last = said.lines().reduce("", (before, line) -> line);
        if (process.waitFor() != 0) {
            throw new ConfigurationException(python + " " + arguments.getFirst() + " failed: " + last + "; " + remedy);
        }
        return last;
    }
}
