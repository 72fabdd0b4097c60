package org.loopscope.controller.log.nwb;

import java.util.Locale;
import org.loopscope.controller.log.SessionEvent.PulseDecided;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;
import org.loopscope.controller.log.hdf5.ExtendibleDataset;
import org.loopscope.controller.log.hdf5.ExtendibleTexts;
import org.loopscope.firmware.ExecutedPulse;

/** Pulses as they were asked for by the activity trigger, and as the device made them. */
final class PulseTables {
    private final OnFirstUse<Requests> requests;
    private final OnFirstUse<Executed> executed;

    PulseTables(NwbObjects objects) {
        requests = new OnFirstUse<>(() -> new Requests(objects));
        executed = new OnFirstUse<>(() -> new Executed(objects));
    }

    void decided(PulseDecided decision, FrameTimes times) {
        requests.value().append(decision, times);
    }

    void executed(ExecutedPulse pulse) {
        executed.value().append(pulse);
    }

    private static final class Requests {
        private final NwbTable table;
        private final ExtendibleDataset startTime;
        private final ExtendibleDataset stopTime;
        private final ExtendibleTexts line;
        private final ExtendibleDataset decisionFrame;
        private final ExtendibleDataset decisionTime;
        private final ExtendibleDataset decisionLatencyMs;
        private final ExtendibleDataset drive;

        Requests(NwbObjects objects) {
            table = new NwbTable(
                    objects,
                    NwbLayout.PULSE_REQUESTS,
                    NwbType.TIME_INTERVALS,
                    "Pulses that the activity trigger asked for");
            startTime = table.seconds("start_time", "When the line was to rise");
            stopTime = table.seconds("stop_time", "When the line was to fall");
            line = table.texts("line", "Output line");
            decisionFrame = table.int64("decision_frame", "Number of the frame whose activity was the reason");
            decisionTime = table.seconds("decision_time", "When the pulse was decided");
            decisionLatencyMs = table.numbers(
                    "decision_latency_ms",
                    Numeric.F64,
                    "From the frame's arrival in memory to the decision, milliseconds");
            drive = table.numbers("drive", Numeric.F32, "Activity that crossed the threshold");
            table.seal();
        }

        void append(PulseDecided decision, FrameTimes times) {
            long onsetNs = decision.pulse().onsetNs();
            startTime.append(NwbObjects.seconds(onsetNs));
            stopTime.append(NwbObjects.seconds(onsetNs + decision.pulse().widthNs()));
            line.append(decision.pulse().line().name().toLowerCase(Locale.ROOT));
            decisionFrame.append(decision.frameIndex());
            decisionTime.append(NwbObjects.seconds(decision.decidedNs()));
            decisionLatencyMs.append(times.decisionLatencyMs(decision.frameIndex(), decision.decidedNs()));
            drive.append(decision.drive());
            table.rowDone();
        }
    }

    private static final class Executed {
        private final NwbTable table;
        private final ExtendibleDataset startTime;
        private final ExtendibleDataset stopTime;
        private final ExtendibleDataset requestedOnset;
        private final ExtendibleDataset deviceOnset;
        private final ExtendibleTexts line;

        Executed(NwbObjects objects) {
            table = new NwbTable(
                    objects, NwbLayout.PULSES, NwbType.TIME_INTERVALS, "Pulses that the timing device made");
            startTime = table.seconds("start_time", "Rise by the device, on the session clock");
            stopTime = table.seconds("stop_time", "Fall: the rise and the pulse's width");
            requestedOnset = table.seconds("requested_onset", "When the line was to rise");
            deviceOnset = table.seconds("device_onset", "Rise on the device's own clock");
            line = table.texts("line", "Output line");
            table.seal();
        }

        void append(ExecutedPulse pulse) {
            startTime.append(NwbObjects.seconds(pulse.sessionOnsetNs()));
            stopTime.append(
                    NwbObjects.seconds(pulse.sessionOnsetNs() + pulse.request().widthNs()));
            requestedOnset.append(NwbObjects.seconds(pulse.request().onsetNs()));
            deviceOnset.append(NwbObjects.seconds(pulse.deviceOnsetNs()));
            line.append(pulse.request().line().name().toLowerCase(Locale.ROOT));
            table.rowDone();
        }
    }
}
