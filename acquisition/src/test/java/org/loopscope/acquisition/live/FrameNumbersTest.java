package org.loopscope.acquisition.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class FrameNumbersTest {
    @Test
    void theFirstIsZeroAndChannelsFollowEachOther() {
        FrameNumbers numbers = new FrameNumbers(2);
        assertEquals(0, numbers.index(17, 0));
        assertEquals(1, numbers.index(17, 1));
        assertEquals(6, numbers.index(20, 0));
        assertEquals(4, numbers.index(19, 0), "late, not renumbered");
        assertEquals(FrameNumbers.BEFORE_FIRST, numbers.index(16, 1));
    }

    @Test
    void whatIsKnownToBeMissedCounts() {
        FrameNumbers numbers = new FrameNumbers(1);
        numbers.beginBefore(20, 5);
        assertEquals(5, numbers.index(20, 0));
        numbers.beginBefore(21, 7);
        assertEquals(6, numbers.index(21, 0), "only once");
    }

    @Test
    void aCounterThatLeapsIsAFailure() {
        FrameNumbers numbers = new FrameNumbers(1);
        numbers.index(1 << 30, 0);
        assertThrows(SourceFailure.class, () -> numbers.index(1, 0));
        assertThrows(SourceFailure.class, () -> numbers.index(Long.MAX_VALUE, 0));
        assertThrows(SourceFailure.class, () -> new FrameNumbers(1).index(-3, 0));
    }
}
