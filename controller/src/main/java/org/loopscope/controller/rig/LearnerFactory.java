package org.loopscope.controller.rig;

import java.util.List;
import java.util.Optional;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.inference.encoder.DeviceLosses;
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
 * @param losses the learners' models outlive their device, and a loss of it is noted here; where empty they fail with it
 */
public record LearnerFactory(
        ExperimentConfig config,
        ComputeDevice device,
        Optional<List<NamedWeights>> given,
        Optional<DeviceLosses> losses) {
    /** Of learners that fail with their device. */
    public LearnerFactory(ExperimentConfig config, ComputeDevice device, Optional<List<NamedWeights>> given) {
        this(config, device, given, Optional.empty());
    }

    /** The same, but with learners that fail with their device. */
    public LearnerFactory withoutFailover() {
        return new LearnerFactory(config, device, given);
    }

    /**
     * The model for a number of neurons.
     *
     * @throws IllegalArgumentException when the given network's core is not one of this configuration
     */
    public EncodingModel model(StimulusBank bank, int neurons) {
        return Models.model(config, bank, neurons, transfer(), new ModelPlace.OnDevice(device));
    }

    private Optional<Transfer> transfer() {
        return given.map(weights -> new Transfer(weights, config.model().learnt()));
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
        ModelPlace place = losses.filter(known -> device.canBeLost() || known.any())
                .<ModelPlace>map(known -> new ModelPlace.WithFailover(device, known))
                .orElseGet(() -> new ModelPlace.OnDevice(device));
        return new Learner(
                bank, neurons -> Models.model(config, bank, neurons, transfer(), place), Models.learner(config), codes);
    }
}
