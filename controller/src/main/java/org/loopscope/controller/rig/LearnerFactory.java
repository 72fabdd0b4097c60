package org.loopscope.controller.rig;

import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.inference.learning.LatentCodes;
import org.loopscope.inference.learning.Learner;
import org.loopscope.stimulus.StimulusBank;

/** Makes the learner of a session, on the device that was found. */
public record LearnerFactory(ExperimentConfig config, ComputeDevice device) {

    /**
     * A learner whose model is made when the number of cells is known.
     *
     * @throws ConfigurationException now, when no model could be made of the configuration for any number
     */
    public Learner learner(StimulusBank bank) {
        try {
            Models.encoder(config, bank, 1);
            return new Learner(
                    bank,
                    neurons -> Models.model(config, bank, neurons, device::backend),
                    Models.learner(config),
                    LatentCodes.of(bank.choosable(), config.pictureSpaces(), config.seed()));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("the model, learning or synthesis section: " + e.getMessage(), e);
        }
    }
}
