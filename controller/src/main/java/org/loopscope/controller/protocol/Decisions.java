package org.loopscope.controller.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.loopscope.controller.config.TriggerConfig.Action;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.Pulse;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusDecision;

/** Numbers the decisions, sends them out and logs them; knows how many presentations are still to come back. */
final class Decisions {
    /** A display reports a presentation some frames after its end, however slow the frames are. */
    private static final long REPORT_PATIENCE_NS = 10_000_000_000L;

    private final Knowledge knowledge;
    private final Outputs outputs;
    private final Consumer<SessionEvent> log;
    private long nextIndex;
    /** Sent to the screen, and not come back as measured. */
    private final Deque<StimulusDecision> underWay = new ArrayDeque<>();

    private long lastEndNs;
    private long made;

    Decisions(Knowledge knowledge, Outputs outputs, Consumer<SessionEvent> log) {
        this.knowledge = knowledge;
        this.outputs = outputs;
        this.log = log;
    }

    Knowledge knowledge() {
        return knowledge;
    }

    /** Presentations sent to the screen that have not come back as measured. */
    int awaited() {
        return underWay.size();
    }

    /** Decisions so far: pictures, pulses, and trials that came too late. */
    long made() {
        return made;
    }

    /** In a what-if replay also one that was decided in the recorded session alone: then the oldest counts as presented. */
    void presented(StimulusDecision decision) {
        if (!underWay.removeIf(sent -> sent.index() == decision.index())) {
            underWay.poll();
        }
    }

    /** Those of which nothing will come back any more; none is awaited afterwards. */
    List<StimulusDecision> giveUp() {
        List<StimulusDecision> unmeasured = List.copyOf(underWay);
        underWay.clear();
        return unmeasured;
    }

    /** No block waits for ever for a display that has swallowed its pictures. */
    void giveUpOverdue(long nowNs) {
        if (!underWay.isEmpty() && nowNs - lastEndNs > REPORT_PATIENCE_NS) {
            String what =
                    giveUp().size() + " presentations were never reported by the display, and are given up; look at it";
            log.accept(new SessionEvent.FaultRaised(nowNs, what, false));
        }
    }

    void show(Next.Show show, TrialClock clock, long frameIndex, long nowNs) {
        send(new StimulusDecision(
                nextIndex++,
                frameIndex,
                show.stimulus(),
                clock.onsetNs(),
                clock.durationNs(),
                clock.deadlineNs(),
                nowNs,
                false,
                show.policy(),
                show.modelBased() ? knowledge.newestUpdate() : -1,
                show.modelBased() ? knowledge.modelAge() : 0));
    }

    /** Shows what an invalid presentation had shown; answers the new decision's number. */
    long showAgain(StimulusDecision invalid, TrialClock clock, long frameIndex, long nowNs) {
        long index = nextIndex++;
        send(new StimulusDecision(
                index,
                frameIndex,
                invalid.stimulus(),
                clock.onsetNs(),
                clock.durationNs(),
                clock.deadlineNs(),
                nowNs,
                false,
                invalid.policy() + "-again",
                invalid.modelUpdate(),
                invalid.modelAge()));
        return index;
    }

    /** The trial came too late: mid-grey is on the screen already, so nothing is sent; the miss is logged. */
    void miss(TrialClock clock, long frameIndex, long nowNs) {
        made++;
        log.accept(new SessionEvent.StimulusDecided(new StimulusDecision(
                nextIndex++,
                frameIndex,
                new Stimulus.Blank(),
                clock.onsetNs(),
                clock.durationNs(),
                clock.deadlineNs(),
                nowNs,
                true,
                "safe-default",
                -1,
                0)));
    }

    void fire(Action action, float drive, long frameIndex, long nowNs) {
        switch (action) {
            case Action.SendPulse send -> {
                Pulse pulse = new Pulse(Line.STIMULATION, nowNs, send.widthNs());
                outputs.send(pulse);
                made++;
                log.accept(new SessionEvent.PulseDecided(frameIndex, nowNs, pulse, drive));
            }
            case Action.ShowPicture picture ->
                send(new StimulusDecision(
                        nextIndex++,
                        frameIndex,
                        new Stimulus.BankImage(picture.bankIndex()),
                        nowNs,
                        picture.durationNs(),
                        nowNs,
                        nowNs,
                        false,
                        "trigger",
                        -1,
                        0));
        }
    }

    private void send(StimulusDecision decision) {
        outputs.show(decision);
        underWay.add(decision);
        lastEndNs = Math.max(decision.requestedOnsetNs(), decision.decidedNs()) + decision.durationNs();
        made++;
        log.accept(new SessionEvent.StimulusDecided(decision));
    }
}
