package org.loopscope.controller.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.loopscope.acquisition.quality.QualityFlag;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.operator.OperatorCommand;
import org.loopscope.controller.operator.OperatorRequest;
import org.loopscope.firmware.ExecutedPulse;
import org.loopscope.firmware.Pulse;
import org.loopscope.inference.Response;
import org.loopscope.stimulus.Presentation;

/**
 * Turns a session's events into messages: most into one or none, a cycle's inputs into one for each presentation, pulse and
 * mark. Frames are thinned to {@value #FRAMES_PER_SECOND} per second and health goes out once a second, both in session
 * time, so the stream of a session at full speed holds the same messages. One thread only.
 */
public final class EventPublisher {
    static final int FRAMES_PER_SECOND = 10;
    private static final long FRAME_INTERVAL_NS = 1_000_000_000L / FRAMES_PER_SECOND;
    private static final long HEALTH_INTERVAL_NS = 1_000_000_000L;

    private final SessionFacts facts;
    private final Consumer<TelemetryMessage> out;
    private final LongSupplier telemetryDropped;
    private final SessionStanding standing;
    private final HealthFigures health;
    private long nowNs;
    private long nextFrameNs = Long.MIN_VALUE;
    private long nextHealthNs = Long.MIN_VALUE;

    /**
     * Publishes to a consumer that must not block.
     *
     * @param telemetryDropped how many messages the stream has dropped so far, for its own health message
     * @param diskFreeBytes where the session is written, asked once a second
     */
    public EventPublisher(
            SessionFacts facts,
            Consumer<TelemetryMessage> out,
            LongSupplier telemetryDropped,
            Supplier<OptionalLong> diskFreeBytes) {
        this.facts = facts;
        this.out = out;
        this.telemetryDropped = telemetryDropped;
        standing = new SessionStanding(facts);
        health = new HealthFigures(facts, diskFreeBytes);
    }

    /** Takes one event, in the order of the log. */
    public void accept(SessionEvent event) {
        String asker = event instanceof SessionEvent.OperatorAnswered answered ? standing.personOf(answered.id()) : "";
        boolean stands = standing.accept(event);
        health.accept(event);
        tell(event, asker);
        if (stands) {
            out.accept(standing.at(nowNs));
        }
        if (event instanceof SessionEvent.SessionEnded) {
            out.accept(health.at(nowNs, telemetryDropped.getAsLong()));
        }
    }

    private void tell(SessionEvent event, String asker) {
        switch (event) {
            case SessionEvent.SessionStarted e -> {
                out.accept(facts.config());
                log("info", "session " + e.sessionId() + " has begun");
            }
            case SessionEvent.SessionContinued e -> log("info", "part " + e.part() + " goes on with the session");
            case SessionEvent.FramesLost e ->
                fault("frames " + e.from() + " to " + e.to() + " were lost: " + e.reason(), false);
            case SessionEvent.RoisFixed e ->
                log("info", "plane " + e.plane() + ": " + e.rois().size() + " cells");
            case SessionEvent.NewCellsAdopted e ->
                out.accept(new RigMessage.NewCells(
                        e.search(), e.rois().size(), standing.newCells(), e.frameIndex(), nowNs));
            case SessionEvent.FrameArrived e -> tick(e.frameEndNs());
            case SessionEvent.ActivityInferred e -> imaged(e);
            case SessionEvent.CycleInputs e -> cycle(e);
            case SessionEvent.BlockChanged e -> {
                nowNs = e.nowNs();
                out.accept(new TrialMessage.Block(e.block(), e.kind(), e.begun(), e.frameIndex(), e.nowNs()));
                log("info", "block " + e.block() + (e.begun() ? " has begun" : " has ended"));
            }
            case SessionEvent.StimulusDecided e -> out.accept(TrialMessage.Decision.of(e.decision()));
            case SessionEvent.PulseDecided e -> {
                Pulse p = e.pulse();
                out.accept(new RigMessage.PulseOutput(p.line().name(), p.onsetNs(), p.widthNs(), null));
            }
            case SessionEvent.ResponseMeasured e -> out.accept(responded(e.response()));
            case SessionEvent.ResponseInvalidated e -> fault(invalid(e), false);
            case SessionEvent.TargetsChosen e ->
                log("info", "aims at " + e.neurons().length + (e.neurons().length == 1 ? " neuron" : " neurons"));
            case SessionEvent.ImagesPredicted e -> out.accept(ModelMessage.Images.of(e));
            case SessionEvent.BaselineMeasured e
            when !Float.isNaN(e.meanCorrelation()) ->
                out.accept(new ModelMessage.Baseline(e.name(), e.presentations(), e.meanCorrelation()));
            case SessionEvent.QualityMeasured e -> out.accept(ModelMessage.Quality.of(e));
            case SessionEvent.OperatorAnswered e -> {
                nowNs = e.nowNs();
                out.accept(new OperatorMessage.Answered(e.id(), asker, e.verb(), e.accepted(), e.reason(), e.nowNs()));
                String what = e.verb() + (asker.isEmpty() ? "" : " by " + asker);
                log(e.accepted() ? "info" : "warning", e.accepted() ? what : what + " was refused: " + e.reason());
            }
            case SessionEvent.FaultRaised e -> {
                out.accept(new RigMessage.Fault(e.what(), e.ended(), e.nowNs()));
                log(e.ended() ? "error" : "warning", e.what());
            }
            case SessionEvent.SessionEnded e -> {
                nowNs = e.nowNs();
                log("info", "the session has ended: " + e.outcome());
            }
            case SessionEvent.FrameRefused _,
                    SessionEvent.BaselineMeasured _,
                    SessionEvent.RawFrameShed _,
                    SessionEvent.ClockFitted _,
                    SessionEvent.LatencyMeasured _,
                    SessionEvent.LogBegun _,
                    SessionEvent.PixelsMissing _,
                    SessionEvent.SourceOpened _,
                    SessionEvent.CellSearchBegun _,
                    SessionEvent.NewCellsInferred _,
                    SessionEvent.ModelGiven _,
                    SessionEvent.CellsGiven _,
                    SessionEvent.CellsMatched _,
                    SessionEvent.FrameQualityMeasured _,
                    SessionEvent.VolumeImaged _,
                    SessionEvent.TrainingStepsTaken _,
                    SessionEvent.ComputeDeviceLost _,
                    SessionEvent.CellJudged _,
                    SessionEvent.ModelSnapshot _,
                    SessionEvent.ArrayChecksum _ -> {}
        }
    }

    private void log(String level, String what) {
        out.accept(new RigMessage.LogLine(level, what, nowNs));
    }

    private void fault(String what, boolean ended) {
        out.accept(new RigMessage.Fault(what, ended, nowNs));
        log("warning", what);
    }

    /** Health goes out as frames come, in the calibration too. */
    private void tick(long atNs) {
        nowNs = Math.max(nowNs, atNs);
        if (nextHealthNs == Long.MIN_VALUE) {
            nextHealthNs = nowNs + HEALTH_INTERVAL_NS;
        } else if (nowNs >= nextHealthNs) {
            nextHealthNs = nowNs + HEALTH_INTERVAL_NS;
            out.accept(health.at(nowNs, telemetryDropped.getAsLong()));
        }
    }

    private void imaged(SessionEvent.ActivityInferred e) {
        tick(e.frameEndNs());
        if (e.frameEndNs() >= nextFrameNs) {
            // From the frame itself, not from the last deadline: after a gap there is no burst.
            nextFrameNs = e.frameEndNs() + FRAME_INTERVAL_NS;
            out.accept(new RigMessage.FrameSummary(
                    e.frameIndex(),
                    e.frameEndNs(),
                    e.shiftXPx(),
                    e.shiftYPx(),
                    e.correlation(),
                    e.dfOverF().length,
                    mean(e.dfOverF()),
                    mean(e.events())));
        }
    }

    private void cycle(SessionEvent.CycleInputs e) {
        for (Presentation p : e.presentations()) {
            out.accept(TrialMessage.Presented.of(p));
        }
        for (ExecutedPulse p : e.pulses()) {
            Pulse asked = p.request();
            out.accept(new RigMessage.PulseOutput(
                    asked.line().name(), asked.onsetNs(), asked.widthNs(), p.sessionOnsetNs()));
        }
        for (OperatorRequest request : e.commands()) {
            if (request.command() instanceof OperatorCommand.Mark(String text)) {
                out.accept(new OperatorMessage.Mark(text, request.person(), e.frameIndex(), e.nowNs()));
            }
        }
    }

    private TrialMessage.Responded responded(Response response) {
        List<Integer> targets = new ArrayList<>();
        List<Float> rates = new ArrayList<>();
        for (int neuron : standing.targets()) {
            targets.add(neuron);
            rates.add(response.rates()[neuron]);
        }
        return TrialMessage.Responded.of(response, mean(response.rates()), targets, rates);
    }

    private static String invalid(SessionEvent.ResponseInvalidated e) {
        return "presentation " + e.response().presentation().decision().index() + " is invalid: " + e.flaggedFrames()
                + " of its " + e.response().frames() + " frames were "
                + QualityFlag.of(e.flags()).stream().map(QualityFlag::word).collect(Collectors.joining(" or "));
    }

    private static float mean(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return values.length == 0 ? 0 : (float) (sum / values.length);
    }
}
