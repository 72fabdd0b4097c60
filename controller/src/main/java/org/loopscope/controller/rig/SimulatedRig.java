package org.loopscope.controller.rig;

import org.loopscope.acquisition.simulated.DetectorSettings;
import org.loopscope.acquisition.simulated.Indicator;
import org.loopscope.acquisition.simulated.MotionSettings;
import org.loopscope.acquisition.simulated.SimulatedMicroscope;
import org.loopscope.acquisition.simulated.SimulatedRigSettings;
import org.loopscope.acquisition.simulated.TissueSettings;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.SourceConfig;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.clock.SessionClock;
import org.loopscope.inference.simulated.V1Population;
import org.loopscope.inference.simulated.V1Settings;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.simulated.SimulatedDisplay;

/** Simulated neurons that see a simulated display, under a simulated microscope, wired to a simulated timing device. */
final class SimulatedRig {
    private SimulatedRig() {}

    static Rig build(ExperimentConfig config, SourceConfig.Simulated source, SessionClock clock) {
        RigTiming timing = RigTiming.open(config, clock);
        StimulusBank bank = Banks.generated(config);
        SimulatedDisplay display = new SimulatedDisplay(
                bank,
                SimulatedDisplay.Timing.around(config.rig().refreshHz()),
                (rising, sessionNs) -> timing.inputs().edge(Line.PHOTODIODE, rising, sessionNs));
        V1Population neurons = new V1Population(population(config, source), display);
        TruthRecorder recorder = new TruthRecorder(neurons.count());
        SimulatedMicroscope microscope = microscope(config, source, timing, neurons, recorder);
        SimulatedTruth truth = new SimulatedTruth(
                neurons, microscope.truth(), bank, config.stimuli().contrastRms(), recorder);
        return new Rig(
                "simulated rig, " + source.cells() + " cells",
                new ActivityInput.Imaged(microscope),
                timing.device(),
                display,
                bank,
                timing.focus(),
                truth,
                truth);
    }

    private static V1Settings population(ExperimentConfig config, SourceConfig.Simulated source) {
        try {
            return V1Settings.standard(config.seed())
                    .with(source.cells(), config.stimuli().size())
                    .withRotationInvariant(source.rotationInvariant());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("source.cells or stimuli.size: " + e.getMessage(), e);
        }
    }

    private static SimulatedMicroscope microscope(
            ExperimentConfig config,
            SourceConfig.Simulated source,
            RigTiming timing,
            V1Population neurons,
            TruthRecorder recorder) {
        SimulatedRigSettings standard = SimulatedRigSettings.forFormat(source.format(), config.seed());
        Indicator indicator = switch (source.indicator()) {
            case GCAMP6S -> Indicator.GCAMP6S;
            case GCAMP6F -> Indicator.GCAMP6F;
        };
        TissueSettings tissue = standard.tissue();
        DetectorSettings detector = standard.detector();
        SimulatedRigSettings settings = standard.withTissue(new TissueSettings(
                        indicator, tissue.somaDiameterPx(), tissue.neuropilFraction(), tissue.brightnessLogSd()))
                .withDetector(
                        new DetectorSettings(source.noisePercent(), detector.restingCounts(), detector.offsetCounts()))
                .withMotion(
                        new MotionSettings(source.motionPx(), standard.motion().jerksPerMinute()))
                .withDroppedFrames(source.dropFrames());
        try {
            return new SimulatedMicroscope(
                    neurons, settings, sessionNs -> timing.inputs().edge(Line.FRAME_CLOCK, true, sessionNs), recorder);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("source: " + e.getMessage(), e);
        }
    }
}
