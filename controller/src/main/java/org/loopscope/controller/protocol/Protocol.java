package org.loopscope.controller.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.controller.config.BlockConfig;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.operator.LiveParameter;
import org.loopscope.inference.Response;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.learning.ModelUpdate;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.StimulusDecision;

/** The plan of an experiment while it runs: which block, and what it does with each frame. Experiment thread only. */
public final class Protocol {
    /** A presentation lasts half a second or so: frames enough to look back on its window after it has ended. */
    private static final int HISTORY_FRAMES = 512;

    private final ProtocolSettings settings;
    private final int neurons;
    private final Consumer<ModelRequest> model;
    private final Consumer<SessionEvent> log;
    private final Knowledge knowledge;
    private final ResponseCollector collector;
    private final Decisions decisions;
    private int blockIndex = -1;
    private final AwaitedAnswers awaited = new AwaitedAnswers();
    private final Survey survey;
    private final Targets targets;
    private @Nullable BlockStage stage;

    public Protocol(
            ProtocolSettings settings,
            int neurons,
            Consumer<ModelRequest> model,
            Outputs outputs,
            Consumer<SessionEvent> log) {
        this.settings = settings;
        this.neurons = neurons;
        this.model = request -> {
            awaited.asked(request);
            model.accept(request);
        };
        this.log = log;
        survey = new Survey(settings.surveyedCells(), settings.surveySeed());
        knowledge = new Knowledge(neurons, settings.heldOutPictures());
        targets = new Targets(settings, knowledge, log);
        collector = new ResponseCollector(settings.window(), settings.invalidating(), HISTORY_FRAMES, neurons);
        decisions = new Decisions(knowledge, outputs, log);
    }

    public void begin(long frameIndex, long nowNs) {
        enterNextBlock(frameIndex, nowNs);
    }

    public void take(ModelUpdate update) {
        boolean givenUp = awaited.givesUp(update);
        awaited.answered(update);
        if (givenUp) {
            knowledge.passOver();
        } else {
            knowledge.take(update);
        }
        if (update instanceof ModelUpdate.Surveyed surveyed) {
            survey.take(surveyed);
        }
    }

    /** A presentation has ended. */
    public void presented(Presentation presentation, long nowNs) {
        decisions.presented(presentation.decision());
        if (presentation.outcome() == Presentation.Outcome.NOT_SEEN) {
            log.accept(new SessionEvent.FaultRaised(
                    nowNs,
                    "presentation " + presentation.decision().index() + " was not seen by the photodiode",
                    false));
        } else {
            collector.expect(presentation);
        }
    }

    /** Takes one frame's activity into the responses that wait for it. */
    public void collect(ImagedFrame frame, long nowNs) {
        collector.collect(frame, (response, flags, flagged) -> {
            if (flags == 0) {
                measured(response, nowNs);
            } else {
                invalidated(response, flags, flagged, nowNs);
            }
        });
    }

    /** What this frame brings about: a picture, a pulse, the next block, or nothing. */
    public void decide(ImagedFrame frame, long nowNs) {
        if (!awaited.any()) {
            survey.advance(model);
        }
        BlockStage current = stage;
        if (current == null) {
            return;
        }
        boolean over = switch (current) {
            case BlockStage.Resting resting -> nowNs >= resting.untilNs();
            case BlockStage.Watching watching -> watch(watching, frame, nowNs);
            case BlockStage.Trials trials -> {
                trials.decide(decisions, frame.frameIndex, nowNs);
                decisions.giveUpOverdue(nowNs);
                yield trials.shownAll() && decisions.awaited() == 0 && collector.pending() == 0;
            }
        };
        if (over) {
            leaveBlock(current, frame.frameIndex, nowNs);
            enterNextBlock(frame.frameIndex, nowNs);
        }
    }

    /** Goes on after a pause: the block's end and the trials' beat are put off by its length. */
    public void resume(long pausedNs) {
        switch (stage) {
            case null -> {}
            case BlockStage.Resting resting -> stage = new BlockStage.Resting(resting.untilNs() + pausedNs);
            case BlockStage.Watching watching ->
                stage = new BlockStage.Watching(watching.run(), watching.untilNs() + pausedNs);
            case BlockStage.Trials trials -> trials.putOff(pausedNs);
        }
    }

    /**
     * Goes on in another part of the session, whose log begins here.
     *
     * @param gapNs how long nothing went on
     */
    public void goOn(long frameIndex, long nowNs, long gapNs) {
        List<StimulusDecision> unmeasured = new ArrayList<>(collector.giveUp());
        unmeasured.addAll(decisions.giveUp());
        resume(gapNs);
        BlockConfig block = block();
        if (block != null) {
            log.accept(new SessionEvent.BlockChanged(block.name(), block.kind(), true, frameIndex, nowNs));
        }
        targets.logAgain();
        if (stage instanceof BlockStage.Trials trials) {
            unmeasured.forEach(decision -> trials.repeat(decision, nowNs));
        }
    }

    /** Ends the block under way as soon as what is under way in it has been measured. Why not, or empty. */
    public Optional<String> endBlock(long nowNs) {
        switch (stage) {
            case null -> {
                return Optional.of("the last block has ended already");
            }
            case BlockStage.Resting _ -> stage = new BlockStage.Resting(nowNs);
            case BlockStage.Watching watching -> stage = new BlockStage.Watching(watching.run(), nowNs);
            case BlockStage.Trials trials -> trials.endEarly();
        }
        return Optional.empty();
    }

    /** Aims at these neurons and no others. Why not, or empty. */
    public Optional<String> aimAt(int[] neurons) {
        return aimAnew(() -> targets.aimAt(neurons));
    }

    /** Never, or again, aims at a neuron. Why not, or empty. */
    public Optional<String> veto(int neuron, boolean vetoed) {
        return vetoed ? aimAnew(() -> targets.veto(neuron)) : targets.unveto(neuron);
    }

    private Optional<String> aimAnew(Supplier<Optional<String>> change) {
        BlockStage current = stage;
        BlockRun run = current instanceof BlockStage.Trials trials ? trials.run() : null;
        if (run != null && !run.canAimAnew()) {
            return Optional.of("the block under way keeps the targets that it has begun with");
        }
        int[] before = knowledge.targets();
        Optional<String> why = change.get();
        if (!Arrays.equals(knowledge.targets(), before)) {
            awaited.giveUpAscents();
            if (run != null) {
                run.aimedAnew(knowledge, model);
            }
        }
        return why;
    }

    /** Changes what may be changed while the session runs. Why not, or empty. */
    public Optional<String> set(LiveParameter parameter, double value) {
        return switch (parameter) {
            case LEARNING_RATE -> {
                knowledge.learnFaster((float) (value / settings.learning().learningRate()));
                yield Optional.empty();
            }
            case TRIGGER_THRESHOLD -> {
                if (stage instanceof BlockStage.Watching watching) {
                    watching.run().threshold(value);
                    yield Optional.empty();
                }
                yield Optional.of("no block is watching for a crossing");
            }
            case BLOCK_PRESENTATIONS ->
                stage instanceof BlockStage.Trials trials
                        ? trials.run().resize((int) value)
                        : Optional.of("the block under way shows no pictures by number");
        };
    }

    /** Ends the current block where it stands, and the plan with it. A block that rests or watches counts as done. */
    public void breakOff(long frameIndex, long nowNs) {
        if (stage instanceof BlockStage.Resting || stage instanceof BlockStage.Watching) {
            leaveBlock(stage, frameIndex, nowNs);
            stage = null;
            if (blockIndex == settings.blocks().size() - 1) {
                blockIndex++;
            }
        }
    }

    /** True when every block has ended and the model has answered how good it has become, and which cells are simple. */
    public boolean ended() {
        return planOver() && !awaited.quality() && !survey.pending();
    }

    private boolean planOver() {
        return blockIndex >= settings.blocks().size();
    }

    /** Decisions so far: pictures, pulses, and trials that came too late. */
    public long decisionsMade() {
        return decisions.made();
    }

    public Knowledge knowledge() {
        return knowledge;
    }

    /** The block under way, or null before the first and after the last. */
    public @Nullable BlockConfig block() {
        return blockIndex >= 0 && !planOver() ? settings.blocks().get(blockIndex) : null;
    }

    private void measured(Response response, long nowNs) {
        if (response.frames() == 0) {
            log.accept(new SessionEvent.FaultRaised(
                    nowNs,
                    "no frame fell into the response window of presentation "
                            + response.presentation().decision().index(),
                    false));
            return;
        }
        log.accept(new SessionEvent.ResponseMeasured(response));
        if (stage instanceof BlockStage.Trials trials) {
            trials.run().measured(response, knowledge, model);
        }
    }

    /** Nothing is learnt from it, and no figure rests on it. */
    private void invalidated(Response response, int flags, int flaggedFrames, long nowNs) {
        log.accept(new SessionEvent.ResponseInvalidated(response, flags, flaggedFrames));
        if (settings.showAgain() && stage instanceof BlockStage.Trials trials) {
            trials.showAgain(response.presentation().decision(), nowNs);
        }
    }

    private boolean watch(BlockStage.Watching watching, ImagedFrame frame, long nowNs) {
        if (watching.run().fires(frame, nowNs)) {
            decisions.fire(watching.run().action(), watching.run().drive(frame), frame.frameIndex, nowNs);
        }
        return nowNs >= watching.untilNs();
    }

    private void enterNextBlock(long frameIndex, long nowNs) {
        stage = null;
        blockIndex++;
        if (planOver()) {
            return;
        }
        BlockConfig block = settings.blocks().get(blockIndex);
        log.accept(new SessionEvent.BlockChanged(block.name(), block.kind(), true, frameIndex, nowNs));
        BlockStage entered = Blocks.enter(block, settings, neurons, nowNs);
        if (entered instanceof BlockStage.Trials trials) {
            trials.run().begin(knowledge, model);
        }
        stage = entered;
    }

    private void leaveBlock(BlockStage left, long frameIndex, long nowNs) {
        BlockConfig block = settings.blocks().get(blockIndex);
        if (left instanceof BlockStage.Trials trials) {
            if (block instanceof BlockConfig.Map && knowledge.targets().length == 0) {
                targets.choose();
            }
            trials.run().end(knowledge, model);
            if (block instanceof BlockConfig.Map || block instanceof BlockConfig.Synthesize) {
                survey.want();
            }
        }
        log.accept(new SessionEvent.BlockChanged(block.name(), block.kind(), false, frameIndex, nowNs));
    }
}
