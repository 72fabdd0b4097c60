package org.loopscope.controller.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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

    private final BaselineScript script;
    private final String version;

    /** @param python the interpreter to run the script with, such as one of a virtual environment */
    TorchBaseline(Path script, String python) throws IOException, InterruptedException {
        this.script = new BaselineScript(script, python, "give --python a Python 3 with PyTorch, NumPy and Pillow");
        version = this.script.evaluate("import torch; print(torch.__version__)");
    }

    /** Of PyTorch. */
    String version() {
        return version;
    }

    /** One turn: every job. */
    Map<EncoderJob, Times> run() throws IOException, InterruptedException {
        JsonNode result = MAPPER.readTree(script.run(List.of("bench")));
        Map<EncoderJob, Times> times = new EnumMap<>(EncoderJob.class);
        for (EncoderJob job : EncoderJob.values()) {
            JsonNode figures = result.path(job.baselineKey());
            if (figures.size() != 2) {
                throw new ConfigurationException(
                        script.script() + " bench did not print " + job.baselineKey() + ": [least, median]");
            }
            times.put(job, new Times(figures.get(0).asDouble(), figures.get(1).asDouble()));
        }
        return times;
    }
}
