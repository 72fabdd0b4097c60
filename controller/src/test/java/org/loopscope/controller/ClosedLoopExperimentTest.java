package org.loopscope.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loopscope.controller.SteppedExperiment.DEADLINE_NS;
import static org.loopscope.controller.SteppedExperiment.FRAME_NS;
import static org.loopscope.controller.SteppedExperiment.LEAD_NS;
import static org.loopscope.controller.SteppedExperiment.MS;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.quality.QualityFlag;
import org.loopscope.controller.config.BlockConfig;
import org.loopscope.controller.config.BlockConfig.Choice;
import org.loopscope.controller.config.BlockConfig.Timing;
import org.loopscope.controller.config.TriggerConfig;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.operator.OperatorCommand;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.policy.TriggerSettings.Signal;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusDecision;

class ClosedLoopExperimentTest {
    private static final long PERIOD_NS = 800 * MS;
    private static final BlockConfig REST = new BlockConfig.Spontaneous("rest", 1, 1000 * MS);
    private static final BlockConfig MAP =
            new BlockConfig.Map("map", 1, new Timing(500 * MS, 300 * MS), Choice.RANDOM, 6, 1, 2);

    @Test
    void shouldShowEveryPictureOfABlockAtItsBeatAndDecideEachInTime() {
        SteppedExperiment loop = new SteppedExperiment(MAP);
        loop.steps(80);
        assertEquals(6, loop.shown.size());
        assertEquals(6, loop.experiment.decisionsMade());
        assertEquals(2, heldOut(loop.shown));
        assertEvenBeat(loop.shown, 0, 6);
        for (StimulusDecision decision : loop.shown) {
            assertTrue(decision.decidedNs() >= decision.requestedOnsetNs() - LEAD_NS);
            assertTrue(decision.decidedNs() <= decision.requestedOnsetNs() - DEADLINE_NS);
        }
        assertEquals(6, count(loop, SessionEvent.ResponseMeasured.class));
        assertTrue(loop.requests.stream().anyMatch(ModelRequest.Evaluate.class::isInstance));
        assertNull(loop.experiment.protocol().block(), "the plan is over");
        assertFalse(loop.experiment.completed(), "the model has not said how good it is");
    }

    @Test
    void shouldLogALateTrialAsMissedAndShowItsPictureLater() {
        SteppedExperiment loop = new SteppedExperiment(MAP);
        loop.steps(15);
        int before = loop.shown.size();
        loop.stall(20);
        loop.steps(80);
        List<StimulusDecision> missed = missed(loop);
        assertTrue(missed.size() >= 2, "two beats fit into the two seconds, missed " + missed.size());
        for (StimulusDecision decision : missed) {
            assertTrue(decision.stimulus() instanceof Stimulus.Blank);
            assertTrue(decision.decidedNs() > decision.deadlineNs());
        }
        assertTrue(before < 6);
        assertEquals(6, loop.shown.size(), "no picture was used up by a missed trial");
    }

    @Test
    void shouldLearnNothingFromAPresentationInTheDarkAndShowItOnceMore() {
        SteppedExperiment loop = new SteppedExperiment(MAP);
        // The second presentation's window is frames 10 to 13, the third's 18 to 21.
        loop.darkFrames.addAll(List.of(12L, 16L));
        loop.steps(100);
        assertEquals(7, loop.shown.size());
        StimulusDecision spoilt = loop.shown.get(1);
        StimulusDecision again = loop.shown.getLast();
        assertEquals(spoilt.stimulus(), again.stimulus());
        assertEquals(spoilt.policy() + "-again", again.policy());
        SessionEvent.ResponseInvalidated invalid = loop.events.stream()
                .filter(SessionEvent.ResponseInvalidated.class::isInstance)
                .map(SessionEvent.ResponseInvalidated.class::cast)
                .reduce((one, other) -> {
                    throw new AssertionError("more than one is invalid: " + one + " and " + other);
                })
                .orElseThrow();
        assertEquals(spoilt, invalid.response().presentation().decision());
        assertEquals(QualityFlag.DARK.bit(), invalid.flags());
        assertEquals(1, invalid.flaggedFrames());
        assertEquals(6, count(loop, SessionEvent.ResponseMeasured.class));
        assertEquals(
                6,
                loop.requests.stream()
                        .filter(ModelRequest.Learn.class::isInstance)
                        .count());
        assertEquals(List.of(), missed(loop));
        assertEvenBeat(loop.shown, 0, 6);
        assertNull(loop.experiment.protocol().block(), "the plan is over");
    }

    @Test
    void shouldEndTheBlockThoughItStaysDark() {
        SteppedExperiment loop = new SteppedExperiment(MAP);
        for (long frame = 42; frame < 200; frame++) {
            loop.darkFrames.add(frame);
        }
        loop.steps(100);
        assertEquals(7, loop.shown.size(), "the sixth is shown once more, and given up");
        assertEquals(2, count(loop, SessionEvent.ResponseInvalidated.class));
        assertEquals(5, count(loop, SessionEvent.ResponseMeasured.class));
        assertEquals(List.of(), missed(loop), "no trial was missed while the last response was awaited");
        assertNull(loop.experiment.protocol().block(), "the plan is over");
    }

    @Test
    void shouldGoOnWithTheBeatAfterAPause() {
        SteppedExperiment loop = new SteppedExperiment(MAP);
        loop.steps(15);
        int before = loop.shown.size();
        loop.step(new OperatorCommand.Pause());
        loop.steps(30);
        loop.step(new OperatorCommand.Pause());
        loop.steps(18);
        assertEquals(before, loop.shown.size(), "nothing is decided while paused");
        long resumedNs = loop.nowNs();
        loop.step(new OperatorCommand.Resume());
        loop.steps(80);
        assertEquals(List.of(), missed(loop), "a pause is no missed trial");
        assertEquals(6, loop.shown.size());
        assertTrue(loop.shown.get(before).requestedOnsetNs() > resumedNs);
        assertEvenBeat(loop.shown, before, 6);
    }

    @Test
    void shouldPutOffTheEndOfARestByAPause() {
        SteppedExperiment loop = new SteppedExperiment(REST, MAP);
        loop.steps(5);
        loop.step(new OperatorCommand.Pause());
        loop.steps(49);
        loop.step(new OperatorCommand.Resume());
        loop.steps(4);
        assertEquals("rest", loop.experiment.protocol().block().name());
        loop.steps(2);
        assertEquals("map", loop.experiment.protocol().block().name());
    }

    @Test
    void shouldDecideNothingMoreOnceStopped() {
        SteppedExperiment loop = new SteppedExperiment(MAP);
        loop.steps(15);
        int before = loop.shown.size();
        loop.step(new OperatorCommand.Stop());
        loop.steps(50);
        assertEquals(before, loop.shown.size());
        assertTrue(loop.experiment.ended());
        assertFalse(loop.experiment.completed());
    }

    @Test
    void shouldPulseOnceForEachCrossing() {
        TriggerConfig trigger = new TriggerConfig(
                new int[] {0, 1}, Signal.EVENTS, 1.0, 0.5, 200 * MS, new TriggerConfig.Action.SendPulse(10 * MS));
        SteppedExperiment loop = new SteppedExperiment(new BlockConfig.Triggered("watch", 1, 5000 * MS, trigger));
        loop.steps(10);
        loop.step(2f);
        loop.step(3f);
        loop.step(0.8f);
        loop.step(2f);
        assertEquals(1, loop.pulses.size(), "the mean never fell by the hysteresis in between");
        loop.steps(5);
        loop.step(1.5f);
        assertEquals(2, loop.pulses.size());
        assertEquals(10 * MS, loop.pulses.getFirst().widthNs());
        SessionEvent.PulseDecided first = loop.events.stream()
                .filter(SessionEvent.PulseDecided.class::isInstance)
                .map(SessionEvent.PulseDecided.class::cast)
                .findFirst()
                .orElseThrow();
        assertEquals(10, first.frameIndex());
        assertEquals(2f, first.drive());
        assertEquals(11 * FRAME_NS, first.decidedNs());
    }

    private static void assertEvenBeat(List<StimulusDecision> shown, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            assertEquals(
                    PERIOD_NS,
                    shown.get(i).requestedOnsetNs() - shown.get(i - 1).requestedOnsetNs(),
                    "onset of presentation " + i);
        }
    }

    private static long heldOut(List<StimulusDecision> shown) {
        return shown.stream()
                .filter(decision -> decision.stimulus() instanceof Stimulus.HeldOutImage)
                .count();
    }

    private static List<StimulusDecision> missed(SteppedExperiment loop) {
        return loop.events.stream()
                .filter(SessionEvent.StimulusDecided.class::isInstance)
                .map(event -> ((SessionEvent.StimulusDecided) event).decision())
                .filter(StimulusDecision::missedDeadline)
                .toList();
    }

    private static long count(SteppedExperiment loop, Class<? extends SessionEvent> type) {
        return loop.events.stream().filter(type::isInstance).count();
    }
}
