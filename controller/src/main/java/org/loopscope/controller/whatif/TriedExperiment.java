package org.loopscope.controller.whatif;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ExperimentFile;

/**
 * The experiment that is tried on a recording.
 *
 * @param file null for the recorded session's own
 * @param overrides {@code key=value}, set in it
 */
public record TriedExperiment(@Nullable Path file, List<String> overrides) {
    public TriedExperiment {
        overrides = List.copyOf(overrides);
    }

    /** @throws org.loopscope.controller.config.ConfigurationException with one line for whatever is wrong */
    public ExperimentConfig of(ExperimentConfig recorded) {
        return file == null
                ? ExperimentFile.parse(recorded.text(), "the recorded experiment", overrides)
                : ExperimentFile.read(file, overrides);
    }
}
