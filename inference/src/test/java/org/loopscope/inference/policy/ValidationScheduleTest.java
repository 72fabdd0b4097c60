package org.loopscope.inference.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.policy.ValidationSchedule.Kind;
import org.loopscope.inference.policy.ValidationSchedule.Repeated;
import org.loopscope.inference.policy.ValidationSchedule.Slot;

class ValidationScheduleTest {
    @Test
    void shouldShowEveryPictureOnceInEachRoundWhenAllHaveAsManyRepeats() {
        List<Slot> slots = schedule(10, 8, 8, 4);
        assertEquals(10 * 3 * 8, slots.size());
        for (int round = 0; round < 8; round++) {
            List<Slot> shown = slots.subList(30 * round, 30 * (round + 1));
            assertEquals(30, new HashSet<>(shown).size(), "round " + round);
        }
    }

    @Test
    void shouldSpreadWhatIsShownLessOftenEvenlyOverTheBlock() {
        List<Slot> slots = schedule(3, 8, 2, 4);
        assertEquals(3 * (2 * 8 + 2), slots.size());
        List<Slot> firstHalf = slots.subList(0, slots.size() / 2);
        for (int target = 0; target < 3; target++) {
            assertEquals(8, Collections.frequency(slots, new Slot(target, Kind.BEST_OF_BANK)));
            assertEquals(2, Collections.frequency(slots, new Slot(target, Kind.CONTRAST_REVERSED)));
            assertEquals(1, Collections.frequency(firstHalf, new Slot(target, Kind.CONTRAST_REVERSED)));
        }
        assertEquals(0, Collections.frequency(slots, new Slot(0, Kind.NATURAL)));
    }

    @Test
    void shouldShowAKindForAsManyTargetsAsHaveIt() {
        List<Slot> slots = new ValidationSchedule(
                        List.of(new Repeated(Kind.SYNTHESIZED, 3, 2), new Repeated(Kind.EVOLVED, 1, 2)), 1)
                .slots();
        assertEquals(8, slots.size());
        assertEquals(2, Collections.frequency(slots, new Slot(0, Kind.EVOLVED)));
        assertEquals(0, Collections.frequency(slots, new Slot(1, Kind.EVOLVED)));
    }

    @Test
    void shouldRepeatNothingDirectlyWhenRoundsMeet() {
        for (long seed = 0; seed < 200; seed++) {
            List<Slot> slots = schedule(1, 20, 5, seed);
            for (int i = 1; i < slots.size(); i++) {
                assertNotEquals(slots.get(i - 1), slots.get(i), "seed " + seed + ", slot " + i);
            }
        }
    }

    @Test
    void shouldGiveTheSameOrderWhenTheSeedIsTheSameAndAnotherWhenNot() {
        assertEquals(schedule(5, 3, 3, 1), schedule(5, 3, 3, 1));
        assertNotEquals(schedule(5, 3, 3, 1), schedule(5, 3, 3, 2));
    }

    @Test
    void shouldRefuseWhenThereIsNothingToShow() {
        assertThrows(IllegalArgumentException.class, () -> new Repeated(Kind.SYNTHESIZED, 0, 3));
        assertThrows(IllegalArgumentException.class, () -> new Repeated(Kind.SYNTHESIZED, 3, 0));
    }

    private static List<Slot> schedule(int targets, int repeats, int controlRepeats, long seed) {
        return new ValidationSchedule(
                        List.of(
                                new Repeated(Kind.SYNTHESIZED, targets, repeats),
                                new Repeated(Kind.BEST_OF_BANK, targets, repeats),
                                new Repeated(Kind.CONTRAST_REVERSED, targets, controlRepeats)),
                        seed)
                .slots();
    }
}
