package org.loopscope.controller.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.controller.ClosedLoopExperiment;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.CycleInputs;
import org.loopscope.controller.operator.OperatorRequest;
import org.loopscope.firmware.ExecutedPulse;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.TimingDevice;
import org.loopscope.firmware.TtlEdge;
import org.loopscope.firmware.clock.SessionClock;
import org.loopscope.inference.learning.ModelLink;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.StimulusPresenter;

/** Gathers what has come in since the last frame's activity, journals it, and lets the experiment take its step. */
public final class ExperimentAgent implements Agent {
    /** The device's clock is fitted at every sync reading; the log gets the fit this often. */
    private static final long CLOCK_FIT_EVERY_NS = 10_000_000_000L;

    private static final long NO_DECISION = -1;

    private final ActivityExchange activities;
    private final Agent upstream;
    private final ClosedLoopExperiment experiment;
    private final ModelLink model;
    private final TimingDevice device;
    private final StimulusPresenter presenter;
    private final Supplier<@Nullable OperatorRequest> commands;
    private final SessionClock clock;
    private final SessionClock stopwatch;
    private final Consumer<SessionEvent> log;
    private final List<TtlEdge> edges = new ArrayList<>();
    private final List<ExecutedPulse> pulses = new ArrayList<>();
    private final List<Presentation> presentations = new ArrayList<>();
    private final List<OperatorRequest> obeyed = new ArrayList<>();
    private final RigWatch watch = new RigWatch();
    private long nextClockFitNs;
    private volatile boolean finished;

    /** @param upstream where the activity comes from; when it has finished, so has the experiment */
    public ExperimentAgent(
            ActivityExchange activities,
            Agent upstream,
            ClosedLoopExperiment experiment,
            ModelLink model,
            TimingDevice device,
            StimulusPresenter presenter,
            Supplier<@Nullable OperatorRequest> commands,
            SessionClock clock,
            SessionClock stopwatch,
            Consumer<SessionEvent> log) {
        this.activities = activities;
        this.upstream = upstream;
        this.experiment = experiment;
        this.model = model;
        this.device = device;
        this.presenter = presenter;
        this.commands = commands;
        this.clock = clock;
        this.stopwatch = stopwatch;
        this.log = log;
    }

    @Override
    public String role() {
        return "experiment";
    }

    @Override
    public boolean doWork() {
        boolean noMoreToCome = upstream.finished();
        ImagedFrame frame = activities.poll();
        if (frame == null) {
            if (noMoreToCome && !finished) {
                CycleInputs end = gather(CycleInputs.SOURCE_ENDED, clock.nowNs());
                log.accept(end);
                experiment.sourceEnded(end);
                finished = true;
            }
            return false;
        }
        CycleInputs inputs = gather(frame.frameIndex, clock.nowNs());
        log.accept(inputs);
        watch.see(inputs, log);
        long decisionsBefore = experiment.decisionsMade();
        experiment.step(inputs, frame);
        boolean decided = experiment.decisionsMade() > decisionsBefore;
        log.accept(new SessionEvent.LatencyMeasured(
                frame.frameIndex,
                frame.activityReadyNs - frame.arrivedNs,
                decided ? stopwatch.nowNs() - frame.arrivedNs : NO_DECISION));
        activities.giveBack(frame);
        finished = experiment.ended();
        return true;
    }

    private CycleInputs gather(long frameIndex, long nowNs) {
        edges.clear();
        pulses.clear();
        presentations.clear();
        obeyed.clear();
        device.poll(nowNs, edges::add, pulses::add);
        for (TtlEdge edge : edges) {
            if (edge.line() == Line.PHOTODIODE) {
                presenter.photodiodeEdge(edge);
            }
        }
        presenter.poll(nowNs, presentations::add);
        for (OperatorRequest request = commands.get(); request != null; request = commands.get()) {
            obeyed.add(request);
        }
        if (nowNs >= nextClockFitNs) {
            nextClockFitNs = nowNs + CLOCK_FIT_EVERY_NS;
            log.accept(new SessionEvent.ClockFitted(nowNs, device.clockFit()));
        }
        return new CycleInputs(frameIndex, nowNs, edges, pulses, presentations, model.available(), obeyed);
    }

    @Override
    public boolean finished() {
        return finished;
    }
}
