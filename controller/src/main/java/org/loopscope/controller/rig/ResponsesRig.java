package org.loopscope.controller.rig;

import java.util.HashMap;
import java.util.Map;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.SourceConfig;
import org.loopscope.controller.summary.Truth;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.clock.SessionClock;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusImage;
import org.loopscope.stimulus.recorded.RecordedSubject;
import org.loopscope.stimulus.simulated.SimulatedDisplay;

/** A set of real images with the real responses to them, out of which the controller chooses. */
final class ResponsesRig {
    private ResponsesRig() {}

    static Rig build(ExperimentConfig config, SourceConfig.Responses source, SessionClock clock) {
        RecordedSubject subject = Banks.recorded(config, source);
        StimulusBank bank = subject.bank();
        Map<String, float[]> responses = new HashMap<>();
        bank.choosable().forEach(image -> responses.put(image.id(), responseTo(image, subject)));
        bank.heldOut().forEach(image -> responses.put(image.id(), responseTo(image, subject)));
        RigTiming timing = RigTiming.open(config, clock);
        SimulatedDisplay display = new SimulatedDisplay(
                bank,
                SimulatedDisplay.Timing.around(config.rig().refreshHz()),
                (rising, sessionNs) -> timing.inputs().edge(Line.PHOTODIODE, rising, sessionNs));
        int neurons = subject.neurons();
        return new Rig(
                "recorded responses of " + neurons + " neurons, "
                        + source.responses().getFileName(),
                new ActivityInput.Recorded(
                        new RecordedResponses(display, responses, neurons, source.sampleHz()),
                        neurons,
                        source.sampleHz()),
                timing.device(),
                display,
                bank,
                nowNs -> {},
                Truth.unknown(),
                TruthWriter.none());
    }

    private static float[] responseTo(StimulusImage image, RecordedSubject subject) {
        int presentation = subject.presentationOf(image);
        float[] response = new float[subject.neurons()];
        for (int neuron = 0; neuron < response.length; neuron++) {
            response[neuron] = subject.responses()[neuron][presentation];
        }
        return response;
    }
}
