package org.loopscope.inference.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.synthesis.SynthesisGoal;

class TargetGoalTest {
    private static final int[] TARGETS = {7, 2, 9};

    @Test
    void shouldDriveEachTargetWithTheNextOnesAndSuppressTheRest() {
        List<SynthesisGoal> goals = new TargetGoal.Population(2, 0.5).goals(TARGETS, (level, neuron) -> 0);
        SynthesisGoal.Population last = (SynthesisGoal.Population) goals.get(2);
        assertEquals(3, goals.size());
        assertArrayEquals(new int[] {9, 7}, last.driven());
        assertArrayEquals(new int[] {2}, last.suppressed());
        assertEquals(0.5, last.suppression());
        assertEquals(9, last.leadNeuron());
    }

    @Test
    void shouldDriveAllWhenThereAreFewerTargetsThanAreDrivenTogether() {
        SynthesisGoal.Population all = (SynthesisGoal.Population) new TargetGoal.Population(5, 1)
                .goals(TARGETS, (level, neuron) -> 0)
                .getFirst();
        assertArrayEquals(TARGETS, all.driven());
        assertEquals(0, all.suppressed().length);
    }

    @Test
    void shouldTurnThePatternSoThatEachTargetLeadsOnce() {
        List<SynthesisGoal> goals =
                new TargetGoal.Pattern(List.of(3.0, 0.5)).goals(TARGETS, (level, neuron) -> (float) (level * neuron));
        SynthesisGoal.Pattern second = (SynthesisGoal.Pattern) goals.get(1);
        assertArrayEquals(new int[] {2, 9, 7}, second.neurons());
        assertArrayEquals(new float[] {6, 4.5f, 21}, second.rates());
    }

    @Test
    void shouldRefuseLevelsThatAreNoRates() {
        assertThrows(IllegalArgumentException.class, () -> new TargetGoal.Pattern(List.of()));
        assertThrows(IllegalArgumentException.class, () -> new TargetGoal.Pattern(List.of(1.0, -2.0)));
        assertThrows(IllegalArgumentException.class, () -> new TargetGoal.Population(0, 1));
    }
}
