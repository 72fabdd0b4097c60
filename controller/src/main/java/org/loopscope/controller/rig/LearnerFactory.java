package org.loopscope.controller.rig;

import java.util.List;
import java.util.Optional;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.inference.encoder.EncodingModel;
import org.loopscope.inference.encoder.NamedWeights;
import org.loopscope.inference.encoder.Transfer;
import org.loopscope.inference.learning.LatentCodes;
import org.loopscope.inference.learning.Learner;
import org.loopscope.stimulus.StimulusBank;

/**
 * Makes the learner of a session, on the device that was found.
 *
 * @param given the network that the session's starts from, if any
 */
public record LearnerFactory(ExperimentConfig config, ComputeDevice device, Optional<List<NamedWeights>> given) {

    /**
     * The model for a number of neurons.
     *
     * @throws IllegalArgumentException when the given network's core is not one of this configuration
     */
    public EncodingModel model(StimulusBank bank, int neurons) {
        Optional<Transfer> transfer =
                given.map(weights -> new Transfer(weights, config.model().learnt()));
        return Models.model(config, bank, neurons, transfer, device::backend);
    }

    /**
     * A learner whose model is made when the number of cells is known.
     *
     * @throws ConfigurationException now, when no model could be made of the configuration for any number
     */
    public Learner learner(StimulusBank bank) {
        try {
            model(bank, 1).close();
            return learner(bank, LatentCodes.of(bank.choosable(), config.pictureSpaces(), config.seed()));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("the model, learning or synthesis section: " + e.getMessage(), e);
        }
    }

    Learner learner(StimulusBank bank, LatentCodes codes) {
        return new Learner(bank, neurons -> model(bank, neurons), Models.learner(config), codes);
    }
}
