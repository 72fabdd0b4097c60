package org.loopscope.inference.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class RandomChoiceTest {
    @Test
    void shouldShowEveryPictureOnceInEachPassWhenTheBankIsGoneThrough() {
        RandomChoice choice = new RandomChoice(37, 5);
        for (int pass = 0; pass < 4; pass++) {
            BitSet seen = new BitSet();
            for (int i = 0; i < 37; i++) {
                seen.set(choice.next());
            }
            assertEquals(37, seen.cardinality(), "pass " + pass);
            assertEquals(37, seen.length(), "pass " + pass);
        }
    }

    @Test
    void shouldGiveTheSameOrderWhenTheSeedIsTheSameAndAnotherWhenNot() {
        assertArrayEquals(drawn(100, 7), drawn(100, 7));
        assertFalse(Arrays.equals(drawn(100, 7), drawn(100, 8)), "seeds 7 and 8 gave one order");
    }

    @Test
    void shouldNotRepeatAPictureAtTheSeamWhenTheBankIsShuffledAnew() {
        for (long seed = 0; seed < 50; seed++) {
            RandomChoice choice = new RandomChoice(3, seed);
            int previous = choice.next();
            for (int i = 0; i < 30; i++) {
                int next = choice.next();
                assertNotEquals(previous, next, "seed " + seed + ", draw " + i);
                previous = next;
            }
        }
    }

    @Test
    void shouldPutEveryPictureEverywhereEquallyOftenWhenSeedsVary() {
        int[][] counts = new int[5][5];
        for (long seed = 0; seed < 5000; seed++) {
            RandomChoice choice = new RandomChoice(5, seed);
            for (int position = 0; position < 5; position++) {
                counts[position][choice.next()]++;
            }
        }
        // 1,000 expected; the binomial standard deviation is 28, so 5 of them are 141.
        for (int[] row : counts) {
            for (int count : row) {
                assertEquals(1000, count, 141);
            }
        }
    }

    @Test
    void shouldShowTheOnlyPictureWhenTheBankHasOne() {
        RandomChoice choice = new RandomChoice(1, 0);
        assertEquals(0, choice.next());
        assertEquals(0, choice.next());
    }

    @Test
    void shouldRefuseWhenTheBankIsEmpty() {
        assertThrows(IllegalArgumentException.class, () -> new RandomChoice(0, 1));
    }

    private static int[] drawn(int bankSize, long seed) {
        RandomChoice choice = new RandomChoice(bankSize, seed);
        int[] order = new int[2 * bankSize];
        for (int i = 0; i < order.length; i++) {
            order[i] = choice.next();
        }
        return order;
    }
}
