package org.loopscope.inference.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BestOfBankTest {
    /** Four pictures, three neurons. */
    private static final float[] RATES = {
        1, 9, 0,
        5, 2, 0,
        5, 3, 0,
        2, 8, 0,
    };

    @Test
    void shouldTakeTargetsInTurnAndTheirNextBestPictureWhenTheBestWasShown() {
        BestOfBank choice = new BestOfBank(new BankObjective.EachInTurn(new int[] {0, 1}), 4, 3);
        assertEquals(1, choice.next(RATES)); // neuron 0: pictures 1 and 2 are equal, the lower index first
        assertEquals(0, choice.next(RATES)); // neuron 1
        assertEquals(2, choice.next(RATES)); // neuron 0, picture 1 being shown already
        assertEquals(3, choice.next(RATES)); // neuron 1
        assertEquals(1, choice.next(RATES)); // all shown: a new pass
    }

    @Test
    void shouldNotChooseWhatWasShownForAnotherReason() {
        BestOfBank choice = new BestOfBank(new BankObjective.EachInTurn(new int[] {1}), 4, 3);
        choice.countAsChosen(0);
        assertEquals(3, choice.next(RATES));
    }

    @Test
    void shouldIgnoreWhatWasShownWhenAskedForTheBest() {
        BestOfBank choice = new BestOfBank(new BankObjective.EachInTurn(new int[] {1}), 4, 3);
        choice.next(RATES);
        assertEquals(0, choice.best(RATES, 1));
        assertEquals(1, choice.best(RATES, 0));
        assertEquals(0, choice.best(RATES, 2));
    }

    @Test
    void shouldWeighNeuronsByTheirSpreadWhenThePopulationIsTheObjective() {
        // Neuron 0 is ten times louder than neuron 1, yet picture 2, good for both, wins over picture 0.
        float[] rates = {
            10, 0,
            0, 0,
            8, 1,
            0, 1,
        };
        BestOfBank choice = new BestOfBank(new BankObjective.Population(new int[] {0, 1}), 4, 2);
        // Standard deviations 4.555 and 0.5: scores 1.098, 0, 1.878, 1.
        assertEquals(2, choice.next(rates));
        assertEquals(0, choice.next(rates));
        assertEquals(3, choice.next(rates));
        assertEquals(1, choice.next(rates));
    }

    @Test
    void shouldRefuseWhenTargetsOrPredictionsDoNotFit() {
        assertThrows(IllegalArgumentException.class, () -> new BankObjective.EachInTurn(new int[0]));
        assertThrows(
                IllegalArgumentException.class,
                () -> new BestOfBank(new BankObjective.Population(new int[] {3}), 4, 3));
        BestOfBank choice = new BestOfBank(new BankObjective.EachInTurn(new int[] {0}), 4, 3);
        assertThrows(IllegalArgumentException.class, () -> choice.next(new float[11]));
    }
}
