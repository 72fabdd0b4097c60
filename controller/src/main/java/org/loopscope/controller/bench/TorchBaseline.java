package org.loopscope.controller.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.loopscope.controller.config.ConfigurationException;

/**
 * The same model in PyTorch: a script that is called with {@code bench} and prints, as its last line, a JSON object with
 * {@code [least, median]} for each job.
 */
final class TorchBaseline {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path script;
    private final String python;
    private final String version;

    /** @param python the interpreter to run the script with, such as one of a virtual environment */
    TorchBaseline(Path script, String python) throws IOException, InterruptedException {
        if (!Files.isReadable(script)) {
            throw new ConfigurationException(script + ": no such script; give the baseline's Python file");
        }
        this.script = script;
        this.python = python;
        version = lastLine(List.of(python, "-c", "import torch; print(torch.__version__)"));
    }

    /** Of PyTorch. */
    String version() {
        return version;
    }

    /** One turn: every job. */
    Map<EncoderJob, Times> run() throws IOException, InterruptedException {
        JsonNode result = MAPPER.readTree(lastLine(List.of(python, script.toString(), "bench")));
        Map<EncoderJob, Times> times = new EnumMap<>(EncoderJob.class);
        for (EncoderJob job : EncoderJob.values()) {
            JsonNode figures = result.path(job.baselineKey());
            if (figures.size() != 2) {
                throw new ConfigurationException(
                        script + " bench did not print " + job.baselineKey() + ": [least, median]");
            }
            times.put(job, new Times(figures.get(0).asDouble(), figures.get(1).asDouble()));
        }
        return times;
    }

    private String lastLine(List<String> command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException missing) {
            throw new ConfigurationException(python + ": cannot be started; give --python a Python 3 with PyTorch");
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String last = said.lines().reduce("", (before, line) -> line);
        if (process.waitFor() != 0) {
            throw new ConfigurationException(python + " " + command.get(1) + " failed: " + last
                    + "; give --python a Python 3 with PyTorch, NumPy and Pillow");
        }
        return last;
    }
}
