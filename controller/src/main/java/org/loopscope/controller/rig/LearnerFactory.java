package org.loopscope.controller.rig;

import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.inference.encoder.ConvolutionalEncoder;
import org.loopscope.inference.learning.Learner;
import org.loopscope.stimulus.StimulusBank;

/** Makes the learner of a session, on the device that was found. */
public record LearnerFactory(ExperimentConfig config, ComputeDevice device) {

    public Learner learner(StimulusBank bank) {
        return new Learner(
                bank,
                neurons -> new ConvolutionalEncoder(Models.encoder(config, bank, neurons), device.backend()),
                Models.learner(config));
    }
}
