package org.loopscope.acquisition.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class FrameCounterTest {
    @Test
    void shouldCountOnWhenSixteenBitsWrap() {
        FrameCounter counter = new FrameCounter(false);
        long id = 64_000;
        for (long number = 0; number < 200_000; number++) {
            assertEquals(number, counter.number(id));
            id = id == 65_535 ? 1 : id + 1; // 0 is not used
        }
    }

    @Test
    void shouldMeasureAGapAcrossTheWrap() {
        FrameCounter counter = new FrameCounter(false);
        assertEquals(0, counter.number(65_533));
        assertEquals(5, counter.number(3));
        assertEquals(5 + 32_767, counter.number(32_770));
    }

    @Test
    void shouldPutAnOlderFrameBackInItsPlace() {
        FrameCounter counter = new FrameCounter(false);
        assertEquals(0, counter.number(65_534));
        assertEquals(2, counter.number(1));
        assertEquals(1, counter.number(65_535));
        assertEquals(1, counter.number(65_535), "the same frame again");
        assertEquals(3, counter.number(2));
        assertEquals(-1, counter.number(65_533), "from before the first");
    }

    @Test
    void shouldCountOnBeyondSixteenBitsWhenIdsAreExtended() {
        FrameCounter counter = new FrameCounter(false);
        long first = 65_500;
        for (long number = 0; number < 70_000; number++) {
            assertEquals(number, counter.number(first + number));
        }
        assertEquals(170_000, counter.number(first + 170_000), "a long gap");
        FrameCounter usb = new FrameCounter(true);
        assertEquals(0, usb.number(0));
        assertEquals(60_000, usb.number(60_000));
    }
}
