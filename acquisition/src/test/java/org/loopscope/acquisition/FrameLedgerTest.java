package org.loopscope.acquisition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.FrameLedger.Verdict;

class FrameLedgerTest {
    private static final long LATE_AFTER_NS = 50_000_000;

    private final FrameLedger ledger = new FrameLedger(LATE_AFTER_NS);
    private final Frame frame = new Frame(16, 16);

    @Test
    void framesInOrderAreTakenAndNothingIsCounted() {
        for (int i = 0; i < 1000; i++) {
            assertEquals(Verdict.TAKE, enter(i, 0));
        }
        assertCounts(0, 0, 0, 0);
        assertEquals(1000, ledger.nextIndex());
    }

    @Test
    void aGapIsCountedFrameByFrame() {
        enter(0, 0);
        assertEquals(Verdict.TAKE, enter(5, 0));
        assertCounts(4, 0, 0, 0);
    }

    @Test
    void framesMissingFromTheVeryFirstAreDroppedToo() {
        enter(3, 0);
        assertCounts(3, 0, 0, 0);
    }

    @Test
    void theSameFrameTwiceIsADuplicate() {
        enter(0, 0);
        assertEquals(Verdict.DUPLICATE, enter(0, 0));
        assertCounts(0, 1, 0, 0);
    }

    @Test
    void swappedFramesAreReorderedNotDropped() {
        enter(0, 0);
        enter(2, 0);
        assertEquals(Verdict.OUT_OF_ORDER, enter(1, 0));
        assertEquals(Verdict.DUPLICATE, enter(1, 0));
        assertEquals(Verdict.TAKE, enter(3, 0));
        assertCounts(0, 1, 1, 0);
    }

    @Test
    void lateIsLongerThanTheLimitAfterTheExposure() {
        enter(0, LATE_AFTER_NS);
        enter(1, LATE_AFTER_NS + 1);
        assertCounts(0, 0, 0, 1);
    }

    private Verdict enter(long index, long delayNs) {
        frame.index = index;
        frame.exposureEndNs = index * 33_000_000;
        frame.frameEndNs = frame.exposureEndNs + delayNs;
        return ledger.enter(frame);
    }

    private void assertCounts(long dropped, long duplicated, long reordered, long late) {
        assertEquals(dropped, ledger.dropped(), "dropped");
        assertEquals(duplicated, ledger.duplicated(), "duplicated");
        assertEquals(reordered, ledger.reordered(), "reordered");
        assertEquals(late, ledger.late(), "late");
    }
}
