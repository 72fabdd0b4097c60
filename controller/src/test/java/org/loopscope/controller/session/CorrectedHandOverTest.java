package org.loopscope.controller.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.motion.MotionCorrectedFrame;
import org.loopscope.controller.log.CorrectedFrame;
import org.loopscope.controller.log.SessionEvent;

/** Corrected frames wait for the disk in the buffers that there are; what finds none is left out, and said once. */
final class CorrectedHandOverTest {
    private static final int SIDE_PX = 64;
    private static final FrameFormat FORMAT = new FrameFormat(SIDE_PX, SIDE_PX, 30);
    private static final int BUFFERS = 10;

    private final LogQueue log = new LogQueue(1, false);
    private final CorrectedHandOver handOver = new CorrectedHandOver(FORMAT, BUFFERS, log);
    private final List<SessionEvent> events = new ArrayList<>();
    private final MotionCorrectedFrame registered = new MotionCorrectedFrame(SIDE_PX, SIDE_PX);

    private void keep(int index) {
        Frame frame = new Frame(SIDE_PX, SIDE_PX);
        frame.index = index;
        frame.exposureEndNs = 100L * index;
        Arrays.fill(registered.pixels, index);
        registered.shiftXPx = index;
        registered.shiftYPx = -index;
        handOver.keep(frame, registered, events::add);
    }

    /** Takes one as the log thread does; the frame is the session's again. */
    private CorrectedFrame write() {
        LogEntry.Corrected entry = (LogEntry.Corrected) log.poll();
        if (entry == null) {
            throw new AssertionError("no frame waits");
        }
        entry.free().add(entry.frame());
        return entry.frame();
    }

    @Test
    void shouldHandOnCopiesAndTellTheFirstOfEachRunThatIsLeftOut() {
        for (int index = 0; index < BUFFERS + 3; index++) {
            keep(index);
        }
        assertEquals(1, events.size());
        CorrectedFrame first = write();
        assertEquals(0, first.exposureEndNs);
        assertArrayEquals(new float[SIDE_PX * SIDE_PX], first.pixels, "its pixels are not those of a later frame");

        keep(20);
        keep(21);
        List<String> said = events.stream()
                .map(event -> ((SessionEvent.FaultRaised) event).what())
                .toList();
        assertEquals(
                List.of(
                        "corrected frames from 10 on not kept: the disk was too slow",
                        "corrected frames from 21 on not kept: the disk was too slow"),
                said);
        for (int index = 1; index < BUFFERS; index++) {
            assertEquals(index, write().shiftXPx);
        }
        assertEquals(-20, write().shiftYPx);
        assertNull(log.poll());
    }

    @Test
    void shouldKeepNothingBeforeThereIsATemplate() {
        registered.shiftXPx = Float.NaN;
        handOver.keep(new Frame(SIDE_PX, SIDE_PX), registered, events::add);
        assertNull(log.poll());
        assertEquals(List.of(), events);
    }
}
