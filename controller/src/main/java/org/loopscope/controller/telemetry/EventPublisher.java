package org.loopscope.controller.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.loopscope.acquisition.quality.QualityFlag;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.firmware.ClockFit;
import org.loopscope.firmware.ExecutedPulse;
import org.loopscope.firmware.Pulse;
import org.loopscope.inference.Response;
import org.loopscope.stimulus.Presentation;

/**
 * Turns a session's events into messages: most into one or none, a cycle's inputs into one for each presentation and
 * pulse. Frames are thinned to {@value #FRAMES_PER_SECOND} per second and health goes out once a second, both in
 * session time, so the stream of a session at full speed holds the same messages. One thread only.
 */
public final class EventPublisher {
    static final int FRAMES_PER_SECOND = 10;
    private static final long FRAME_INTERVAL_NS = 1_000_000_000L / FRAMES_PER_SECOND;
    private static final long HEALTH_INTERVAL_NS = 1_000_000_000L;
    private static final double NS_PER_MS = 1e6;

    private final Consumer<TelemetryMessage> out;
    private final LongSupplier telemetryDropped;

    private TelemetryMessage.Session session =
            new TelemetryMessage.Session("", "waiting", "", "", "", false, 0, List.of(), 0);
    private int[] targets = {};
    private int newCells;
    private long nowNs;
    private long nextFrameNs = Long.MIN_VALUE;
    private long nextHealthNs = Long.MIN_VALUE;

    private long frames;
    private long framesLost;
    private long framesDuplicated;
    private long framesReordered;
    private long rawFramesShed;
    private long decisions;
    private long missedDeadlines;
    private long faults;
    private long worstActivityNs;
    private long worstDecisionNs;
    private ClockFit clockFit = ClockFit.IDENTITY;

    /**
     * Publishes to a consumer that must not block.
     *
     * @param telemetryDropped how many messages the stream has dropped so far, for its own health message
     */
    public EventPublisher(Consumer<TelemetryMessage> out, LongSupplier telemetryDropped) {
        this.out = out;
        this.telemetryDropped = telemetryDropped;
    }

    /** Takes one event, in the order of the log. */
    public void accept(SessionEvent event) {
        switch (event) {
            case SessionEvent.SessionStarted e -> started(e);
            case SessionEvent.FrameArrived _ -> frames++;
            case SessionEvent.FramesLost e -> lost(e);
            case SessionEvent.FrameRefused e -> refused(e);
            case SessionEvent.RawFrameShed _ -> rawFramesShed++;
            case SessionEvent.RoisFixed e ->
                update(session.phase(), session.cells() + e.rois().size());
            case SessionEvent.NewCellsAdopted e -> {
                newCells += e.rois().size();
                out.accept(new TelemetryMessage.NewCells(e.search(), e.rois().size(), newCells, e.frameIndex(), nowNs));
            }
            case SessionEvent.ActivityInferred e -> imaged(e);
            case SessionEvent.CycleInputs e -> cycle(e);
            case SessionEvent.BlockChanged e -> {
                nowNs = e.nowNs();
                out.accept(new TelemetryMessage.Block(e.block(), e.kind(), e.begun(), e.frameIndex(), e.nowNs()));
            }
            case SessionEvent.StimulusDecided e -> {
                decisions++;
                missedDeadlines += e.decision().missedDeadline() ? 1 : 0;
                out.accept(TelemetryMessage.Decision.of(e.decision()));
            }
            case SessionEvent.PulseDecided e -> {
                Pulse p = e.pulse();
                out.accept(new TelemetryMessage.PulseOutput(p.line().name(), p.onsetNs(), p.widthNs(), null));
            }
            case SessionEvent.ResponseMeasured e -> out.accept(responded(e.response()));
            case SessionEvent.ResponseInvalidated e -> out.accept(invalid(e));
            case SessionEvent.TargetsChosen e -> {
                targets = e.neurons().clone();
                update(session.phase(), session.cells());
            }
            case SessionEvent.QualityMeasured e -> out.accept(TelemetryMessage.Quality.of(e));
            case SessionEvent.ClockFitted e -> clockFit = e.fit();
            case SessionEvent.LatencyMeasured e -> {
                worstActivityNs = Math.max(worstActivityNs, e.activityNs());
                worstDecisionNs = Math.max(worstDecisionNs, e.decisionNs());
            }
            case SessionEvent.FaultRaised e -> {
                faults++;
                out.accept(new TelemetryMessage.Alarm(e.what(), e.ended(), e.nowNs()));
            }
            case SessionEvent.SessionEnded e -> {
                nowNs = e.nowNs();
                update(e.outcome(), session.cells());
                health();
            }
            case SessionEvent.LogBegun _,
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
                    SessionEvent.SessionContinued _,
                    SessionEvent.CellJudged _,
                    SessionEvent.ModelSnapshot _,
                    SessionEvent.ArrayChecksum _ -> {}
        }
    }

    private void started(SessionEvent.SessionStarted e) {
        session = new TelemetryMessage.Session(
                e.sessionId(), "running", e.startTime(), e.version(), e.device(), e.fullSpeed(), 0, List.of(), nowNs);
        out.accept(session);
    }

    private void update(String phase, int cells) {
        List<Integer> aims = new ArrayList<>();
        for (int neuron : targets) {
            aims.add(neuron);
        }
        session = new TelemetryMessage.Session(
                session.sessionId(),
                phase,
                session.startTime(),
                session.version(),
                session.device(),
                session.fullSpeed(),
                cells,
                aims,
                nowNs);
        out.accept(session);
    }

    private void lost(SessionEvent.FramesLost e) {
        framesLost += e.to() - e.from() + 1;
        String what = "frames " + e.from() + " to " + e.to() + " were lost: " + e.reason();
        out.accept(new TelemetryMessage.Alarm(what, false, nowNs));
    }

    private void refused(SessionEvent.FrameRefused e) {
        switch (e.refusal()) {
            case DUPLICATE -> framesDuplicated++;
            case OUT_OF_ORDER -> {
                framesReordered++;
                framesLost--;
            }
        }
    }

    private void imaged(SessionEvent.ActivityInferred e) {
        nowNs = e.frameEndNs();
        if (nowNs >= nextFrameNs) {
            // From the frame itself, not from the last deadline: after a gap there is no burst.
            nextFrameNs = nowNs + FRAME_INTERVAL_NS;
            out.accept(new TelemetryMessage.FrameSummary(
                    e.frameIndex(),
                    e.frameEndNs(),
                    e.shiftXPx(),
                    e.shiftYPx(),
                    e.correlation(),
                    e.dfOverF().length,
                    mean(e.dfOverF()),
                    mean(e.events())));
        }
        if (nextHealthNs == Long.MIN_VALUE) {
            nextHealthNs = nowNs + HEALTH_INTERVAL_NS;
        } else if (nowNs >= nextHealthNs) {
            nextHealthNs = nowNs + HEALTH_INTERVAL_NS;
            health();
        }
    }

    private void cycle(SessionEvent.CycleInputs e) {
        for (Presentation p : e.presentations()) {
            out.accept(TelemetryMessage.Presented.of(p));
        }
        for (ExecutedPulse p : e.pulses()) {
            Pulse asked = p.request();
            out.accept(new TelemetryMessage.PulseOutput(
                    asked.line().name(), asked.onsetNs(), asked.widthNs(), p.sessionOnsetNs()));
        }
    }

    private TelemetryMessage.Responded responded(Response response) {
        List<Float> rates = new ArrayList<>();
        for (int neuron : targets) {
            rates.add(response.rates()[neuron]);
        }
        return TelemetryMessage.Responded.of(response, mean(response.rates()), rates);
    }

    private TelemetryMessage.Alarm invalid(SessionEvent.ResponseInvalidated e) {
        String what = "presentation " + e.response().presentation().decision().index() + " is invalid: "
                + e.flaggedFrames() + " of its " + e.response().frames() + " frames were "
                + QualityFlag.of(e.flags()).stream().map(QualityFlag::word).collect(Collectors.joining(" or "));
        return new TelemetryMessage.Alarm(what, false, nowNs);
    }

    private void health() {
        out.accept(new TelemetryMessage.Health(
                nowNs,
                frames,
                framesLost,
                framesDuplicated,
                framesReordered,
                rawFramesShed,
                decisions,
                missedDeadlines,
                faults,
                worstActivityNs / NS_PER_MS,
                worstDecisionNs / NS_PER_MS,
                clockFit.driftPpm(),
                clockFit.residualNs(),
                telemetryDropped.getAsLong()));
        worstActivityNs = 0;
        worstDecisionNs = 0;
    }

    private static float mean(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return values.length == 0 ? 0 : (float) (sum / values.length);
    }
}
