package org.loopscope.controller.rig;

import java.io.IOException;
import org.loopscope.acquisition.FrameSource;
import org.loopscope.acquisition.camera.AravisLibrary;
import org.loopscope.acquisition.camera.CameraSettings;
import org.loopscope.acquisition.camera.CameraStatistics;
import org.loopscope.acquisition.camera.GenicamCamera;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.SourceConfig;
import org.loopscope.controller.summary.Truth;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.clock.SessionClock;
import org.loopscope.firmware.clock.SteppedSessionClock;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.simulated.SimulatedDisplay;
import org.slf4j.LoggerFactory;

/** A one-photon microscope or any other that has a GenICam camera. */
final class CameraRig {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(CameraRig.class);

    private CameraRig() {}

    static Rig build(ExperimentConfig config, SourceConfig.Camera source, SessionClock clock) {
        if (clock instanceof SteppedSessionClock) {
            throw new ConfigurationException("source: a camera runs in real time; leave out --speed max");
        }
        RigTiming timing = RigTiming.open(config, clock);
        FrameSource camera = new ClockedFrames(
                open(source.settings()), startNs -> timing.inputs().edge(Line.FRAME_CLOCK, true, startNs));
        StimulusBank bank = Banks.generated(config);
        SimulatedDisplay display = new SimulatedDisplay(
                bank,
                SimulatedDisplay.Timing.around(config.rig().refreshHz()),
                (rising, sessionNs) -> timing.inputs().edge(Line.PHOTODIODE, rising, sessionNs));
        return new Rig(
                "camera " + source.settings().camera(),
                new ActivityInput.Imaged(camera),
                timing.device(),
                display,
                bank,
                timing.focus(),
                Truth.unknown(),
                TruthWriter.none());
    }

    private static FrameSource open(CameraSettings settings) {
        try {
            return GenicamCamera.open(AravisLibrary.load(), settings, statistics -> tell(settings, statistics));
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException("source: " + e.getMessage(), e);
        }
    }

    private static void tell(CameraSettings settings, CameraStatistics statistics) {
        if (statistics.lost() > 0) {
            LOG.warn("camera {}: {}", settings.camera(), statistics.text());
        }
    }
}
