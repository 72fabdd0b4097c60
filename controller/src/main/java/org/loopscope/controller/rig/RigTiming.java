package org.loopscope.controller.rig;

import java.util.function.LongConsumer;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.SourceConfig;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.PulseLimits;
import org.loopscope.firmware.TimingDevice;
import org.loopscope.firmware.clock.SessionClock;
import org.loopscope.firmware.pi4j.GpioPins;
import org.loopscope.firmware.pi4j.Pi4jTimingDevice;
import org.loopscope.firmware.simulated.SimulatedDeviceSettings;
import org.loopscope.firmware.simulated.SimulatedTimingDevice;

/** The rig's timing device, and the way that simulated signals get to its inputs. */
record RigTiming(TimingDevice device, InputLines inputs) {
    /** How a simulated part raises an edge on an input line. */
    interface InputLines {
        void edge(Line line, boolean rising, long sessionNs);
    }

    private static final int FOCUS_EDGES = 3;

    static RigTiming open(ExperimentConfig config, SessionClock clock) {
        PulseLimits limits = new PulseLimits(
                config.rig().maxPulseNs(), PulseLimits.TYPICAL.restNs(), PulseLimits.TYPICAL.pendingPulses());
        return switch (config.rig().timingDevice()) {
            case SIMULATED -> {
                SimulatedDeviceSettings typical = SimulatedDeviceSettings.typical(config.seed());
                SimulatedTimingDevice device = new SimulatedTimingDevice(
                        new SimulatedDeviceSettings(
                                config.rig().clockDriftPpm(),
                                typical.offsetNs(),
                                typical.stampJitterNs(),
                                typical.readingDelayNs(),
                                typical.readingIntervalNs(),
                                limits,
                                typical.edgeCapacity(),
                                config.seed()),
                        clock.nowNs());
                if (config.armed()) {
                    device.inputEdge(
                            Line.START_TRIGGER,
                            true,
                            clock.nowNs() + config.rig().startTriggerNs());
                }
                yield new RigTiming(device, device::inputEdge);
            }
            case GPIO -> {
                if (!(config.source() instanceof SourceConfig.Movie
                        || config.source() instanceof SourceConfig.Live
                        || config.source() instanceof SourceConfig.Camera)) {
                    throw new ConfigurationException(
                            "rig.timing_device: gpio needs a photodiode and a frame clock on its pins, which this source"
                                    + " does not have; use simulated");
                }
                yield new RigTiming(
                        Pi4jTimingDevice.open(GpioPins.typical(), clock, limits), (line, rising, sessionNs) -> {});
            }
        };
    }

    /** A microscope that scans to focus before the session: a few ticks of its frame clock. */
    LongConsumer focus() {
        return nowNs -> {
            for (int i = 0; i < FOCUS_EDGES; i++) {
                inputs.edge(Line.FRAME_CLOCK, true, nowNs);
            }
        };
    }
}
