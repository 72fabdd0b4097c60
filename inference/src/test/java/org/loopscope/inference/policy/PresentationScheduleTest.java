package org.loopscope.inference.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.policy.PresentationSchedule.Slot;

class PresentationScheduleTest {
    @Test
    void shouldHoldEveryChoiceAndEveryRepeatWhenLaid() {
        PresentationSchedule schedule = new PresentationSchedule(1000, 20, 10, 3);
        int[] shown = new int[20];
        int choices = 0;
        for (int i = 0; i < schedule.size(); i++) {
            switch (schedule.slot(i)) {
                case Slot.Choice choice -> choices++;
                case Slot.HeldOut heldOut -> shown[heldOut.index()]++;
            }
        }
        assertEquals(1200, schedule.size());
        assertEquals(1000, choices);
        assertEquals(1000, schedule.choices());
        int[] expected = new int[20];
        Arrays.fill(expected, 10);
        assertArrayEquals(expected, shown);
    }

    @Test
    void shouldSpreadTheRepeatsOverTheBlockWhenRoundsAreLaid() {
        PresentationSchedule schedule = new PresentationSchedule(1003, 7, 10, 11);
        // Each tenth of the block holds each held-out picture once; 1,003 choices give rounds of 107 or 108 slots.
        int at = 0;
        for (int round = 0; round < 10; round++) {
            int[] shown = new int[7];
            int size = 7 + (1003 * (round + 1) / 10 - 1003 * round / 10);
            for (int i = 0; i < size; i++) {
                if (schedule.slot(at++) instanceof Slot.HeldOut heldOut) {
                    shown[heldOut.index()]++;
                }
            }
            assertArrayEquals(new int[] {1, 1, 1, 1, 1, 1, 1}, shown, "round " + round);
        }
        assertEquals(schedule.size(), at);
    }

    @Test
    void shouldNotShowAHeldOutPictureTwiceInARowWhenNothingElseCouldStandBetween() {
        for (long seed = 0; seed < 200; seed++) {
            PresentationSchedule schedule = new PresentationSchedule(1, 3, 6, seed);
            Slot previous = new Slot.Choice();
            for (int i = 0; i < schedule.size(); i++) {
                Slot slot = schedule.slot(i);
                assertTrue(slot instanceof Slot.Choice || !slot.equals(previous), "seed " + seed + ", slot " + i);
                previous = slot;
            }
        }
    }

    @Test
    void shouldGiveTheSameOrderWhenTheSeedIsTheSame() {
        PresentationSchedule a = new PresentationSchedule(50, 5, 4, 9);
        PresentationSchedule b = new PresentationSchedule(50, 5, 4, 9);
        for (int i = 0; i < a.size(); i++) {
            assertEquals(a.slot(i), b.slot(i));
        }
    }

    @Test
    void shouldHoldOnlyChoicesWhenNothingIsHeldOut() {
        PresentationSchedule schedule = new PresentationSchedule(12, 0, 10, 1);
        assertEquals(12, schedule.size());
        for (int i = 0; i < 12; i++) {
            assertEquals(new Slot.Choice(), schedule.slot(i));
        }
    }

    @Test
    void shouldRefuseWhenACountIsNegative() {
        assertThrows(IllegalArgumentException.class, () -> new PresentationSchedule(-1, 2, 2, 0));
    }
}
