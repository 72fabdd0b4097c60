package org.loopscope.controller.modelfile;

import java.io.IOException;
import java.nio.file.Path;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.log.SessionEvent.ModelGiven;
import org.loopscope.controller.rig.Models;

/** The network that an experiment's starts from. */
public final class StartingModel {
    private StartingModel() {}

    /** @throws ConfigurationException where the file cannot be read, or its core is not the experiment's */
    public static ModelGiven read(ExperimentConfig config, Path file) {
        try {
            ModelFile model = ModelFile.read(file);
            String core = Models.core(config.model()).kind();
            if (!model.origin().core().equals(core)) {
                throw new ConfigurationException("model.start_from: " + file + " holds a "
                        + model.origin().core() + " core, and this experiment's model.core asks for a " + core
                        + " one; name the core that it was learnt with, or leave start_from out");
            }
            return new ModelGiven(file + ", from " + model.origin(), model.weights());
        } catch (IOException e) {
            throw new ConfigurationException("model.start_from: " + e.getMessage(), e);
        }
    }
}
