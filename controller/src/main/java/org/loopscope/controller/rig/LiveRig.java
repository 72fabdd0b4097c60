package org.loopscope.controller.rig;

import org.loopscope.acquisition.live.LiveFrameSource;
import org.loopscope.acquisition.live.SourceFailure;
import org.loopscope.acquisition.ring.RingFrameSource;
import org.loopscope.acquisition.ring.ScanboxFrameSource;
import org.loopscope.acquisition.socket.SocketFrameSource;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.SourceConfig;
import org.loopscope.controller.summary.Truth;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.clock.SessionClock;
import org.loopscope.firmware.clock.SteppedSessionClock;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.simulated.SimulatedDisplay;

/** A microscope that sends its frames now; its display and timing device are simulated still. */
final class LiveRig {
    private LiveRig() {}

    static Rig build(ExperimentConfig config, SourceConfig.Live source, SessionClock clock) {
        if (clock instanceof SteppedSessionClock) {
            throw new ConfigurationException(
                    "source.kind: a microscope sends frames in its own time; run it with --speed real");
        }
        LiveFrameSource frames = open(source);
        RigTiming timing = RigTiming.open(config, clock);
        StimulusBank bank = Banks.generated(config);
        SimulatedDisplay display = new SimulatedDisplay(
                bank,
                SimulatedDisplay.Timing.around(config.rig().refreshHz()),
                (rising, sessionNs) -> timing.inputs().edge(Line.PHOTODIODE, rising, sessionNs));
        return new Rig(
                "frames from " + frames.awaited(),
                new ActivityInput.Imaged(
                        new ClockedFrames(frames, startNs -> timing.inputs().edge(Line.FRAME_CLOCK, true, startNs)),
                        frames),
                timing.device(),
                display,
                bank,
                timing.focus(),
                Truth.unknown(),
                TruthWriter.none());
    }

    private static LiveFrameSource open(SourceConfig.Live source) {
        try {
            return switch (source) {
                case SourceConfig.Socket socket ->
                    socket.calls()
                            ? SocketFrameSource.calling(socket.host(), socket.port(), socket.stated())
                            : SocketFrameSource.listening(socket.host(), socket.port(), socket.stated());
                case SourceConfig.Ring ring ->
                    switch (ring.layout()) {
                        case LOOPSCOPE ->
                            new RingFrameSource(ring.file(), ring.stated().pixelOffset());
                        case SCANBOX -> new ScanboxFrameSource(ring.file(), ring.stated());
                    };
            };
        } catch (SourceFailure e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }
}
