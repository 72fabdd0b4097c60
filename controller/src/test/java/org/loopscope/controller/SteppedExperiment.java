package org.loopscope.controller;

import static org.loopscope.acquisition.quality.QualityFlag.DARK;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.controller.config.BlockConfig;
import org.loopscope.controller.config.LearningConfig;
import org.loopscope.controller.config.ResponseWindow;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.CycleInputs;
import org.loopscope.controller.operator.OperatorCommand;
import org.loopscope.controller.operator.OperatorRequest;
import org.loopscope.controller.protocol.Outputs;
import org.loopscope.controller.protocol.ProtocolSettings;
import org.loopscope.firmware.Pulse;
import org.loopscope.inference.learning.ModelLink;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.learning.ModelUpdate;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusDecision;
import org.loopscope.stimulus.StimulusImage;

/**
 * An experiment with two neurons, stepped by hand at ten frames a second: every picture that it shows comes back as
 * presented when its time has passed, and a model that never answers.
 */
final class SteppedExperiment implements Outputs, ModelLink {
    static final long MS = 1_000_000L;
    static final long FRAME_NS = 100 * MS;
    static final long LEAD_NS = 150 * MS;
    static final long DEADLINE_NS = 40 * MS;

    final List<StimulusDecision> shown = new ArrayList<>();
    final List<Pulse> pulses = new ArrayList<>();
    final List<SessionEvent> events = new ArrayList<>();
    final List<ModelRequest> requests = new ArrayList<>();
    final Set<Long> darkFrames = new HashSet<>();
    final ClosedLoopExperiment experiment;
    private final List<StimulusDecision> onScreen = new ArrayList<>();
    private long frame;

    SteppedExperiment(BlockConfig... blocks) {
        LearningConfig learning = new LearningConfig(1, 1e-3f, 0, 1000, 1000, 10, 1, 1);
        ProtocolSettings settings = new ProtocolSettings(
                List.of(blocks),
                learning,
                new ResponseWindow(0, 400 * MS),
                LEAD_NS,
                DEADLINE_NS,
                bank(),
                DARK.bit(),
                true,
                0,
                1);
        experiment = new ClosedLoopExperiment(settings, this, this, events::add);
    }

    /** 50 pictures to choose from and two to test on, all grey: nothing looks at them. */
    private static StimulusBank bank() {
        List<StimulusImage> grey = IntStream.range(0, 52)
                .mapToObj(i -> new StimulusImage("grey " + i, PictureSize.square(1), new float[1]))
                .toList();
        return new StimulusBank(grey.subList(0, 50), grey.subList(50, 52), "made up");
    }

    /** Time of the next step. */
    long nowNs() {
        return (frame + 1) * FRAME_NS;
    }

    /** One frame without activity. */
    void step(OperatorCommand... commands) {
        step(0, commands);
    }

    /** One frame in which both neurons have this activity. */
    void step(float activity, OperatorCommand... commands) {
        long nowNs = nowNs();
        ImagedFrame imaged = new ImagedFrame();
        imaged.resize(2);
        imaged.calibrated = true;
        imaged.frameIndex = frame;
        imaged.exposureEndNs = nowNs;
        imaged.frameEndNs = nowNs;
        imaged.settledFrameIndex = frame;
        imaged.quality.flags = darkFrames.contains(frame) ? DARK.bit() : 0;
        imaged.events[0] = activity;
        imaged.events[1] = activity;
        experiment.step(
                new CycleInputs(frame, nowNs, List.of(), List.of(), presentedBy(nowNs), 0, requests(commands)), imaged);
        frame++;
    }

    private static List<OperatorRequest> requests(OperatorCommand... commands) {
        return Arrays.stream(commands)
                .map(command -> new OperatorRequest("id-" + command.verb(), "tester", command))
                .toList();
    }

    void steps(int count) {
        for (int i = 0; i < count; i++) {
            step();
        }
    }

    /** Time passes without a step, as when a frame's activity is late. */
    void stall(int frames) {
        frame += frames;
    }

    private List<Presentation> presentedBy(long nowNs) {
        List<Presentation> presented = new ArrayList<>();
        for (StimulusDecision decision : List.copyOf(onScreen)) {
            long onsetNs = decision.requestedOnsetNs();
            if (onsetNs + decision.durationNs() <= nowNs) {
                onScreen.remove(decision);
                presented.add(new Presentation(
                        decision, onsetNs, onsetNs + decision.durationNs(), Presentation.Outcome.ON_TIME));
            }
        }
        return presented;
    }

    @Override
    public void show(StimulusDecision decision) {
        shown.add(decision);
        onScreen.add(decision);
    }

    @Override
    public void send(Pulse pulse) {
        pulses.add(pulse);
    }

    @Override
    public void request(ModelRequest request) {
        requests.add(request);
    }

    @Override
    public int available() {
        return 0;
    }

    @Override
    public ModelUpdate take() {
        throw new IllegalStateException("this model has nothing to say");
    }
}
