package org.loopscope.controller.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.loopscope.controller.log.SessionEvent.BaselineMeasured;

/**
 * The simple models that were fitted when a session had ended. They are told to whoever watches it, but its journal is
 * complete by then: only the summary has them.
 */
final class FinalBaselines {
    private FinalBaselines() {}

    /**
     * Reads them; none where there is no summary, or one that is not this session's or cannot be read.
     *
     * @param part the folder of the session's last part
     */
    static List<BaselineMeasured> of(Path part, String sessionId) throws IOException {
        JsonNode summary;
        try {
            summary = JsonMapper.builder().build().readTree(Files.readAllBytes(part.resolve("summary.json")));
        } catch (NoSuchFileException | JsonProcessingException unknown) {
            return List.of();
        }
        List<BaselineMeasured> baselines = new ArrayList<>();
        if (summary.path("session_id").asText().equals(sessionId)) {
            JsonNode model = summary.path("model");
            for (JsonNode baseline : model.path("baselines")) {
                JsonNode correlation = baseline.at("/test/test_correlation/value");
                if (baseline.path("name").isTextual() && correlation.isNumber()) {
                    baselines.add(new BaselineMeasured(
                            baseline.path("name").textValue(),
                            model.path("presentations").asInt(),
                            correlation.floatValue()));
                }
            }
        }
        return baselines;
    }
}
