package org.loopscope.controller.rig;

import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.SourceConfig;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.generate.BankGenerator;
import org.loopscope.stimulus.generate.BankSettings;
import org.loopscope.stimulus.recorded.RecordedFiles;
import org.loopscope.stimulus.recorded.RecordedSubject;

/** The pictures of an experiment. */
public final class Banks {
    private Banks() {}

    /**
     * The bank that the experiment names; the same for the same configuration.
     *
     * @throws ConfigurationException when a file is missing or wrong
     */
    public static StimulusBank of(ExperimentConfig config) {
        return switch (config.source()) {
            case SourceConfig.Simulated simulated -> generated(config);
            case SourceConfig.Movie movie -> generated(config);
            case SourceConfig.Live live -> generated(config);
            case SourceConfig.Camera camera -> generated(config);
            case SourceConfig.Responses responses -> recorded(config, responses).bank();
        };
    }

    static StimulusBank generated(ExperimentConfig config) {
        return new BankGenerator(new BankSettings(
                        config.stimuli().size(),
                        config.stimuli().choosable(),
                        config.stimuli().heldOut(),
                        config.stimuli().contrastRms(),
                        config.seed()))
                .generate();
    }

    static RecordedSubject recorded(ExperimentConfig config, SourceConfig.Responses source) {
        try {
            return RecordedSubject.read(new RecordedFiles(
                    source.images(), source.responses(), config.stimuli().size(), source.split()));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }
}
