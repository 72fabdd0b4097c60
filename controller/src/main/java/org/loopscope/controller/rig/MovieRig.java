package org.loopscope.controller.rig;

import java.io.IOException;
import org.loopscope.acquisition.FrameSource;
import org.loopscope.acquisition.file.Recordings;
import org.loopscope.acquisition.file.movie.RecordingSource;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.SourceConfig;
import org.loopscope.controller.summary.Truth;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.clock.SessionClock;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.simulated.SimulatedDisplay;

/** A recorded movie played through the loop, or one that is being recorded. */
final class MovieRig {
    private MovieRig() {}

    static Rig build(ExperimentConfig config, SourceConfig.Movie source, SessionClock clock) {
        RigTiming timing = RigTiming.open(config, clock);
        RecordingSource recording = open(source);
        FrameSource movie =
                new ClockedFrames(recording, startNs -> timing.inputs().edge(Line.FRAME_CLOCK, true, startNs));
        StimulusBank bank = Banks.generated(config);
        SimulatedDisplay display = new SimulatedDisplay(
                bank,
                SimulatedDisplay.Timing.around(config.rig().refreshHz()),
                (rising, sessionNs) -> timing.inputs().edge(Line.PHOTODIODE, rising, sessionNs));
        return new Rig(
                "recorded movie " + source.file().getFileName(),
                new ActivityInput.Imaged(movie, null, recording.metadata().report()),
                timing.device(),
                display,
                bank,
                timing.focus(),
                Truth.unknown(),
                TruthWriter.none());
    }

    private static RecordingSource open(SourceConfig.Movie source) {
        try {
            return Recordings.open(source.file(), source.said());
        } catch (IOException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }
}
