package org.loopscope.controller.refit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ExperimentFile;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.inference.Response;

/**
 * What a session measured while it mapped.
 *
 * @param configuration the experiment's text
 * @param responses in the order in which they came
 */
record MappingResponses(String sessionId, String configuration, List<Response> responses) {
    MappingResponses {
        responses = List.copyOf(responses);
    }

    /** @throws ConfigurationException where nothing was mapped */
    static MappingResponses of(Path journal) throws IOException {
        SessionEvent.SessionStarted started = null;
        boolean mapping = false;
        List<Response> responses = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(journal)) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                if (event instanceof SessionEvent.SessionStarted first) {
                    started = first;
                } else if (event instanceof SessionEvent.BlockChanged change) {
                    mapping = change.begun() && change.kind().equals("map");
                } else if (event instanceof SessionEvent.ResponseMeasured measured && mapping) {
                    responses.add(measured.response());
                }
            }
        }
        if (started == null || responses.isEmpty()) {
            throw new ConfigurationException(
                    journal + " has no response of a map block in it: there is nothing to fit a model to");
        }
        return new MappingResponses(started.sessionId(), started.configuration(), responses);
    }

    int neurons() {
        return responses.getFirst().rates().length;
    }

    /** The session's experiment, a key or two of it changed. */
    ExperimentConfig experiment(List<String> overrides) {
        return ExperimentFile.parse(configuration, "the journal", overrides);
    }
}
