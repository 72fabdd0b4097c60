package org.loopscope.inference.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.policy.ValidationSchedule.Kind;
import org.loopscope.inference.policy.ValidationSchedule.Slot;

class ValidationScheduleTest {
    @Test
    void shouldShowEveryPictureOnceInEachRoundWhenLaid() {
        List<Slot> slots = new ValidationSchedule(10, 8, true, 4).slots();
        assertEquals(10 * 3 * 8, slots.size());
        for (int round = 0; round < 8; round++) {
            List<Slot> shown = slots.subList(30 * round, 30 * (round + 1));
            assertEquals(30, new HashSet<>(shown).size(), "round " + round);
        }
    }

    @Test
    void shouldLeaveTheReversedPictureOutWhenItIsNotWanted() {
        List<Slot> slots = new ValidationSchedule(3, 5, false, 4).slots();
        assertEquals(30, slots.size());
        assertEquals(5, Collections.frequency(slots, new Slot(2, Kind.SYNTHESIZED)));
        assertEquals(5, Collections.frequency(slots, new Slot(0, Kind.BEST_OF_BANK)));
        assertEquals(0, Collections.frequency(slots, new Slot(0, Kind.CONTRAST_REVERSED)));
    }

    @Test
    void shouldRepeatNothingDirectlyWhenRoundsMeet() {
        for (long seed = 0; seed < 200; seed++) {
            List<Slot> slots = new ValidationSchedule(1, 20, false, seed).slots();
            for (int i = 1; i < slots.size(); i++) {
                assertNotEquals(slots.get(i - 1), slots.get(i), "seed " + seed + ", slot " + i);
            }
        }
    }

    @Test
    void shouldGiveTheSameOrderWhenTheSeedIsTheSameAndAnotherWhenNot() {
        assertEquals(new ValidationSchedule(5, 3, true, 1).slots(), new ValidationSchedule(5, 3, true, 1).slots());
        assertNotEquals(new ValidationSchedule(5, 3, true, 1).slots(), new ValidationSchedule(5, 3, true, 2).slots());
    }

    @Test
    void shouldRefuseWhenThereIsNothingToShow() {
        assertThrows(IllegalArgumentException.class, () -> new ValidationSchedule(0, 3, true, 1));
        assertThrows(IllegalArgumentException.class, () -> new ValidationSchedule(3, 0, true, 1));
    }
}
