package org.loopscope.controller.telemetry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.controller.log.SessionEvent;

class TraceBatchesTest {
    private static final long PERIOD_NS = 33_333_333;

    private final List<Traces> sent = new ArrayList<>();
    private final TraceBatches batches = new TraceBatches(message -> sent.add((Traces) message));

    private void frame(int index, int cells) {
        float[] values = new float[cells];
        Arrays.fill(values, index);
        batches.accept(new SessionEvent.ActivityInferred(
                index, index * PERIOD_NS, index * PERIOD_NS, 0, 0, 1, index, values, values, values, values, values));
    }

    @Test
    void shouldHoldNoFrameForLongerThanATenthOfASecond() {
        for (int i = 0; i < 8; i++) {
            frame(i, 3);
        }
        assertEquals(4, sent.size(), "two batches of each signal");
        assertArrayEquals(new long[] {0, 1, 2, 3}, sent.getFirst().frameIndex());
        assertEquals(100, (sent.getFirst().frameEndNs()[3] - sent.getFirst().frameEndNs()[0]) / 1e6, 1e-5);
        assertArrayEquals(
                new float[] {4, 4, 4, 5, 5, 5, 6, 6, 6, 7, 7, 7}, sent.getLast().values());
    }

    @Test
    void shouldSendWhatIsLeftWhenTheSessionEndsOrCellsAreAdded() {
        frame(0, 3);
        frame(1, 4);
        assertArrayEquals(new long[] {0}, sent.getFirst().frameIndex());
        batches.accept(new SessionEvent.SessionEnded("completed", 2 * PERIOD_NS));
        assertEquals(4, sent.size());
        assertEquals(4, sent.getLast().cells());
    }
}
