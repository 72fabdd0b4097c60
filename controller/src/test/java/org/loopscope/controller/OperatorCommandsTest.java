package org.loopscope.controller;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loopscope.controller.SteppedExperiment.MS;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.controller.config.BlockConfig;
import org.loopscope.controller.config.BlockConfig.Choice;
import org.loopscope.controller.config.BlockConfig.Timing;
import org.loopscope.controller.config.TriggerConfig;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.OperatorAnswered;
import org.loopscope.controller.operator.LiveParameter;
import org.loopscope.controller.operator.OperatorCommand;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.policy.TriggerSettings.Signal;

/** What operators may ask for, in an experiment that is stepped by hand. */
class OperatorCommandsTest {
    private static final Timing TIMING = new Timing(500 * MS, 300 * MS);
    private static final BlockConfig MAP = new BlockConfig.Map("map", 1, TIMING, Choice.RANDOM, 6, 1, 2);
    private static final BlockConfig ADAPT = new BlockConfig.Adapt("adapt", 1, TIMING, Choice.RANDOM, 4);
    private static final BlockConfig REST = new BlockConfig.Spontaneous("rest", 1, 60_000 * MS);

    private static OperatorAnswered answer(SteppedExperiment loop) {
        return loop.events.stream()
                .filter(OperatorAnswered.class::isInstance)
                .map(OperatorAnswered.class::cast)
                .toList()
                .getLast();
    }

    private static String refusal(SteppedExperiment loop, OperatorCommand command) {
        loop.step(command);
        assertFalse(answer(loop).accepted(), command.verb());
        return answer(loop).reason();
    }

    private static void accepted(SteppedExperiment loop, OperatorCommand command) {
        loop.step(command);
        assertTrue(answer(loop).accepted(), answer(loop).reason());
    }

    private static String block(SteppedExperiment loop) {
        return loop.experiment.protocol().block().name();
    }

    @Test
    void shouldEndABlockWithTheResponsesThatAreUnderWay() {
        SteppedExperiment loop = new SteppedExperiment(MAP, REST, ADAPT);
        loop.steps(15);
        assertEquals("map", block(loop));
        int shown = loop.shown.size();
        accepted(loop, new OperatorCommand.NextBlock());
        loop.steps(15);
        assertEquals("rest", block(loop));
        assertEquals(shown, loop.shown.size(), "nothing more was shown");
        assertEquals(
                shown,
                loop.events.stream()
                        .filter(SessionEvent.ResponseMeasured.class::isInstance)
                        .count(),
                "and what was, was measured");
        assertEquals(1, loop.experiment.protocol().knowledge().targets().length, "targets are chosen all the same");
        accepted(loop, new OperatorCommand.NextBlock());
        loop.steps(1);
        assertEquals("adapt", block(loop));
        accepted(loop, new OperatorCommand.NextBlock());
        loop.steps(10);
        assertNull(loop.experiment.protocol().block());
        assertTrue(refusal(loop, new OperatorCommand.NextBlock()).contains("ended"));
    }

    @Test
    void shouldEndABlockAtItsVeryBeginning() {
        SteppedExperiment loop = new SteppedExperiment(MAP, ADAPT);
        loop.step();
        accepted(loop, new OperatorCommand.NextBlock());
        assertEquals(1, loop.shown.size(), "one had been decided");
        loop.steps(12);
        assertEquals("adapt", block(loop));
        assertEquals(1, loop.experiment.protocol().knowledge().targets().length, "of cells without any answer");
    }

    @Test
    void shouldRefuseWhatCannotBeNow() {
        SteppedExperiment loop = new SteppedExperiment(MAP);
        loop.step();
        assertTrue(refusal(loop, new OperatorCommand.Resume()).contains("not paused"));
        accepted(loop, new OperatorCommand.Pause());
        assertTrue(refusal(loop, new OperatorCommand.Pause()).contains("paused already"));
        accepted(loop, new OperatorCommand.Resume());
        accepted(loop, new OperatorCommand.Mark("the eye is open"));
        assertTrue(refusal(loop, new OperatorCommand.Set(LiveParameter.TRIGGER_THRESHOLD, 1))
                .contains("no block is watching"));
        assertTrue(refusal(loop, new OperatorCommand.Set(LiveParameter.BLOCK_PRESENTATIONS, 1))
                .contains("adapt and synthesize"));
        accepted(loop, new OperatorCommand.Stop());
        assertTrue(refusal(loop, new OperatorCommand.Mark("too late")).contains("has ended"));
    }

    @Test
    void shouldAimWhereTheOperatorSaysAndNeverAtWhatIsVetoed() {
        SteppedExperiment loop = new SteppedExperiment(REST, MAP);
        loop.step();
        assertTrue(refusal(loop, new OperatorCommand.AimAt(new int[] {0, 2})).contains("no cell 2"));
        accepted(loop, new OperatorCommand.AimAt(new int[] {1}));
        assertArrayEquals(new int[] {1}, loop.experiment.protocol().knowledge().targets());
        assertTrue(refusal(loop, new OperatorCommand.Veto(1, true)).contains("the only target"));
        accepted(loop, new OperatorCommand.Veto(0, true));
        assertTrue(refusal(loop, new OperatorCommand.AimAt(new int[] {0})).contains("vetoed"));
        assertTrue(refusal(loop, new OperatorCommand.Veto(1, false)).contains("not vetoed"));
        accepted(loop, new OperatorCommand.Veto(0, false));
        accepted(loop, new OperatorCommand.AimAt(new int[] {0, 1}));
        accepted(loop, new OperatorCommand.Veto(0, true));
        assertArrayEquals(
                new int[] {1}, loop.experiment.protocol().knowledge().targets(), "a vetoed cell is no target");
        accepted(loop, new OperatorCommand.NextBlock());
        loop.steps(80);
        assertArrayEquals(
                new int[] {1}, loop.experiment.protocol().knowledge().targets(), "the mapping chooses no others");
    }

    @Test
    void shouldLeaveVetoedCellsOutWhenItChoosesItself() {
        SteppedExperiment loop = new SteppedExperiment(MAP, REST);
        loop.step();
        accepted(loop, new OperatorCommand.Veto(0, true));
        assertTrue(refusal(loop, new OperatorCommand.Veto(1, true)).contains("no cell would be left"));
        loop.steps(80);
        assertArrayEquals(new int[] {1}, loop.experiment.protocol().knowledge().targets());
    }

    @Test
    void shouldLengthenAndShortenABlock() {
        SteppedExperiment loop = new SteppedExperiment(ADAPT);
        loop.steps(15);
        accepted(loop, new OperatorCommand.Set(LiveParameter.BLOCK_PRESENTATIONS, 6));
        loop.steps(100);
        assertEquals(6, loop.shown.size());
        SteppedExperiment shorter = new SteppedExperiment(ADAPT, REST);
        shorter.steps(15);
        int shown = shorter.shown.size();
        assertTrue(shown >= 2);
        assertTrue(refusal(shorter, new OperatorCommand.Set(LiveParameter.BLOCK_PRESENTATIONS, shown - 1))
                .contains("shown already"));
        accepted(shorter, new OperatorCommand.Set(LiveParameter.BLOCK_PRESENTATIONS, shown));
        shorter.steps(30);
        assertEquals(shown, shorter.shown.size());
        assertEquals("rest", block(shorter));
    }

    @Test
    void shouldLearnAtTheRateThatTheOperatorSets() {
        SteppedExperiment loop = new SteppedExperiment(MAP);
        loop.steps(25);
        accepted(loop, new OperatorCommand.Set(LiveParameter.LEARNING_RATE, 2e-3));
        loop.steps(60);
        List<Float> rates = loop.requests.stream()
                .filter(ModelRequest.Learn.class::isInstance)
                .map(learn -> ((ModelRequest.Learn) learn).learningRate())
                .toList();
        assertEquals(1e-3f, rates.getFirst());
        assertEquals(2e-3f, rates.getLast(), 1e-9f);
    }

    @Test
    void shouldFireAtTheThresholdThatTheOperatorSets() {
        TriggerConfig trigger = new TriggerConfig(
                new int[] {0, 1}, Signal.EVENTS, 1.0, 0.5, 200 * MS, new TriggerConfig.Action.SendPulse(10 * MS));
        SteppedExperiment loop = new SteppedExperiment(new BlockConfig.Triggered("watch", 1, 60_000 * MS, trigger));
        loop.steps(3);
        loop.step(1.5f);
        assertEquals(1, loop.pulses.size());
        accepted(loop, new OperatorCommand.Set(LiveParameter.TRIGGER_THRESHOLD, 2));
        loop.steps(5);
        loop.step(1.5f);
        assertEquals(1, loop.pulses.size());
        loop.steps(5);
        loop.step(2.5f);
        assertEquals(2, loop.pulses.size());
    }
}
