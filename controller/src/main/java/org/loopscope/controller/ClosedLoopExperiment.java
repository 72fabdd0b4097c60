package org.loopscope.controller;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.CycleInputs;
import org.loopscope.controller.operator.LiveParameter;
import org.loopscope.controller.operator.OperatorCommand;
import org.loopscope.controller.operator.OperatorRequest;
import org.loopscope.controller.protocol.Outputs;
import org.loopscope.controller.protocol.Protocol;
import org.loopscope.controller.protocol.ProtocolSettings;
import org.loopscope.inference.learning.ModelLink;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.learning.ModelUpdate;

/**
 * The experiment: one {@link #step} for each frame's activity. Everything it decides follows from the inputs of the
 * steps, the time included, so a replay that feeds the same inputs gets the same decisions to the bit.
 *
 * <p>The way of a frame up to here is {@link org.loopscope.acquisition.FrameToActivity}; who calls step, and on which
 * thread, is {@link org.loopscope.controller.session.ExperimentAgent}.
 */
public final class ClosedLoopExperiment {
    private static final long NEVER = Long.MIN_VALUE;

    private final ProtocolSettings settings;
    private final ModelLink model;
    private final Outputs outputs;
    private final Consumer<SessionEvent> log;
    private @Nullable Protocol protocol;
    private long lastFrameIndex = -1;
    private boolean paused;
    private long pausedSinceNs;
    private boolean stopped;
    private long cutOffNs = NEVER;

    public ClosedLoopExperiment(
            ProtocolSettings settings, ModelLink model, Outputs outputs, Consumer<SessionEvent> log) {
        this.settings = settings;
        this.model = model;
        this.outputs = outputs;
        this.log = log;
    }

    /** One cycle: takes one frame's activity and what else has come in since the last, and decides. Never blocks. */
    public void step(CycleInputs inputs, ImagedFrame frame) {
        inputs.commands().forEach(request -> obey(request, inputs.nowNs()));
        lastFrameIndex = frame.frameIndex;
        if (!frame.calibrated || ended()) {
            return;
        }
        Protocol running = protocol == null ? begin(frame, inputs.nowNs()) : protocol;
        if (cutOffNs != NEVER) {
            // What a pause adds is known when it ends.
            running.goOn(frame.frameIndex, inputs.nowNs(), paused ? 0 : inputs.nowNs() - cutOffNs);
            cutOffNs = NEVER;
        }
        for (int i = 0; i < inputs.modelUpdatesTaken(); i++) {
            running.take(logged(model.take()));
        }
        inputs.presentations().forEach(presentation -> running.presented(presentation, inputs.nowNs()));
        running.collect(frame, inputs.nowNs());
        if (!paused) {
            running.decide(frame, inputs.nowNs());
        }
    }

    /**
     * What an armed session sees before its first frame.
     *
     * @return whether the operator has started it
     */
    public boolean beforeFirstFrame(CycleInputs inputs) {
        boolean begins = false;
        for (OperatorRequest request : inputs.commands()) {
            Optional<String> why = switch (request.command()) {
                case OperatorCommand.Start _, OperatorCommand.Mark _ -> Optional.empty();
                case OperatorCommand.Stop _, OperatorCommand.Abort _ -> {
                    stopped = true;
                    yield Optional.empty();
                }
                default -> Optional.of("the session is armed and has not begun; start it first");
            };
            begins |= request.command() instanceof OperatorCommand.Start;
            answer(request, why, inputs.nowNs());
        }
        return begins;
    }

    /** The frames have come to their end: what is under way is given up, and the experiment is over. */
    public void sourceEnded(CycleInputs inputs) {
        if (protocol != null) {
            protocol.breakOff(lastFrameIndex, inputs.nowNs());
        }
        stopped = true;
    }

    /**
     * The session was cut off, and goes on: with its next step the experiment takes up where it stood. What was decided
     * and not measured is shown again, and all that was due is put off by the time between.
     *
     * @param lastNs the last moment before, session clock
     */
    public void goOnFrom(long lastNs) {
        cutOffNs = lastNs;
        stopped = false;
    }

    /** True when the last block has ended, or the operator has stopped the experiment. */
    public boolean ended() {
        return stopped || (protocol != null && protocol.ended());
    }

    /** True when every block of the plan ran to its end. */
    public boolean completed() {
        return protocol != null && protocol.ended();
    }

    /** Decisions so far: pictures, pulses, and trials that came too late. */
    public long decisionsMade() {
        return protocol == null ? 0 : protocol.decisionsMade();
    }

    /** The plan while it runs; null until the calibration has ended. */
    public @Nullable Protocol protocol() {
        return protocol;
    }

    private Protocol begin(ImagedFrame frame, long nowNs) {
        int neurons = frame.events.length;
        model.request(new ModelRequest.Open(neurons));
        protocol = new Protocol(settings, neurons, model::request, outputs, log);
        protocol.begin(frame.frameIndex, nowNs);
        return protocol;
    }

    private void obey(OperatorRequest request, long nowNs) {
        Optional<String> why = ended() ? Optional.of("the session has ended") : obeyed(request.command(), nowNs);
        answer(request, why, nowNs);
    }

    private void answer(OperatorRequest request, Optional<String> why, long nowNs) {
        log.accept(new SessionEvent.OperatorAnswered(
                request.id(), request.command().verb(), why.isEmpty(), why.orElse(""), nowNs));
    }

    /** Why it is not obeyed; empty when it is. */
    private Optional<String> obeyed(OperatorCommand command, long nowNs) {
        return switch (command) {
            case OperatorCommand.Start _ when !paused -> Optional.of("the session has begun already");
            case OperatorCommand.Start _, OperatorCommand.Resume _ -> resume(nowNs);
            case OperatorCommand.Pause _ -> pause(nowNs);
            case OperatorCommand.Stop _, OperatorCommand.Abort _ -> {
                stopped = true;
                yield Optional.empty();
            }
            case OperatorCommand.Mark _ -> Optional.empty();
            case OperatorCommand.NextBlock _ -> ofPlan(running -> running.endBlock(nowNs));
            case OperatorCommand.AimAt(int[] neurons) -> ofPlan(running -> running.aimAt(neurons));
            case OperatorCommand.Veto(int neuron, boolean vetoed) -> ofPlan(running -> running.veto(neuron, vetoed));
            case OperatorCommand.Set(LiveParameter parameter, double value) ->
                ofPlan(running -> running.set(parameter, value));
        };
    }

    private Optional<String> ofPlan(Function<Protocol, Optional<String>> change) {
        Protocol running = protocol;
        return running == null ? Optional.of("the calibration has not ended yet") : change.apply(running);
    }

    private Optional<String> pause(long nowNs) {
        if (paused) {
            return Optional.of("the session is paused already");
        }
        paused = true;
        pausedSinceNs = nowNs;
        return Optional.empty();
    }

    private Optional<String> resume(long nowNs) {
        if (!paused) {
            return Optional.of("the session is not paused");
        }
        if (protocol != null) {
            protocol.resume(nowNs - pausedSinceNs);
        }
        paused = false;
        return Optional.empty();
    }

    private ModelUpdate logged(ModelUpdate update) {
        switch (update) {
            case ModelUpdate.Quality quality ->
                log.accept(new SessionEvent.QualityMeasured(
                        quality.presentations(),
                        quality.trainingSteps(),
                        quality.correlation(),
                        quality.meanCorrelation(),
                        quality.test(),
                        quality.predictions()));
            case ModelUpdate.Snapshot snapshot ->
                log.accept(new SessionEvent.ModelSnapshot(snapshot.presentations(), snapshot.parameters()));
            case ModelUpdate.Surveyed surveyed ->
                surveyed.judged()
                        .forEach(cell -> log.accept(
                                new SessionEvent.CellJudged(surveyed.survey(), surveyed.presentations(), cell)));
            case ModelUpdate.BankScores scores -> {}
            case ModelUpdate.BankRanking ranking -> {}
            case ModelUpdate.Images images -> logPredicted(images);
            case ModelUpdate.Controls controls -> {}
            case ModelUpdate.Generation generation -> {}
            case ModelUpdate.Trained trained -> {}
        }
        return update;
    }

    private void logPredicted(ModelUpdate.Images images) {
        List<ModelUpdate.Candidate> candidates = images.candidates();
        if (candidates.isEmpty()) {
            return;
        }
        int[] neurons = new int[candidates.size()];
        float[] rates = new float[candidates.size()];
        for (int i = 0; i < neurons.length; i++) {
            neurons[i] = candidates.get(i).stimulus().targetNeuron();
            rates[i] = candidates.get(i).predictedRate();
        }
        log.accept(new SessionEvent.ImagesPredicted(images.presentations(), images.ascentSteps(), neurons, rates));
    }
}
