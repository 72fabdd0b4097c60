package org.loopscope.inference.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TargetSelectionTest {
    @Test
    void shouldTakeTheLowerIndexFirstWhenScoresAreEqual() {
        assertArrayEquals(new int[] {3, 1, 2}, TargetSelection.highest(new double[] {0.1, 0.5, 0.5, 0.9, 0.5}, 3));
        assertArrayEquals(new int[] {1, 0}, TargetSelection.highest(new double[] {0, 1}, 5));
    }

    @Test
    void shouldWeighReliabilityByResponsivenessWhenScoring() {
        // Signal deviations 2, 2, 0.2, 0: the median of those with a signal is 2.
        List<Reliability> reliability = List.of(
                new Reliability(4, 4, 50, 500),
                new Reliability(4, 12, 50, 500),
                new Reliability(0.04, 0.01, 50, 500),
                new Reliability(0, 1, 50, 500));
        assertArrayEquals(
                new double[] {0.5 * 0.5, 0.25 * 0.5, 0.8 / 11, 0},
                TargetSelection.reliabilityTimesResponsiveness(reliability),
                1e-9);
    }

    @Test
    void shouldScoreZeroWhenNothingIsKnown() {
        assertArrayEquals(
                new double[2],
                TargetSelection.reliabilityTimesResponsiveness(List.of(Reliability.UNKNOWN, Reliability.UNKNOWN)));
    }
}
