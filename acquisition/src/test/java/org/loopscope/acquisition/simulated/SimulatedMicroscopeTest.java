package org.loopscope.acquisition.simulated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.FrameSource.Poll;

class SimulatedMicroscopeTest {
    private static final FrameFormat SMALL = new FrameFormat(96, 80, 30);

    @Test
    void shouldYieldFramesInOrderWhenTheirExposureHasEnded() {
        SimulatedMicroscope microscope = small(List.of());
        microscope.startAt(1_000_000_000L);
        Frame frame = new Frame(96, 80);
        double periodNs = 1e9 / 30 / (1 + 5e-6);
        for (int i = 0; i < 50; i++) {
            long endNs = 1_000_000_000L + Math.round((i + 1) * periodNs);
            assertEquals(endNs, microscope.nextExposureEndNs());
            assertEquals(Poll.NOT_YET, microscope.poll(endNs - 1, frame));
            assertEquals(Poll.FRAME, microscope.poll(endNs, frame));
            assertEquals(i, frame.index);
            assertEquals(endNs, frame.exposureEndNs);
        }
    }

    @Test
    void shouldCatchUpOneFrameAPollWhenPolledLate() {
        List<Long> starts = new ArrayList<>();
        SimulatedMicroscope microscope = new SimulatedMicroscope(
                new SteadyNeurons(4, 1), SimulatedRigSettings.forFormat(SMALL, 1), starts::add, TruthSink.DISCARD);
        Frame frame = new Frame(96, 80);
        for (int i = 0; i < 15; i++) {
            assertEquals(Poll.FRAME, microscope.poll(510_000_000L, frame));
            assertEquals(i, frame.index);
        }
        assertEquals(Poll.NOT_YET, microscope.poll(510_000_000L, frame));
        // 15 frames and the one under way; the clock's edge is at the start of the exposure.
        assertEquals(16, starts.size());
        assertEquals(0L, starts.getFirst());
        assertEquals(frame.exposureEndNs, starts.getLast());
    }

    @Test
    void shouldSkipTheIndexAndKeepTheRestWhenAFrameIsDropped() {
        List<Boolean> delivered = new ArrayList<>();
        TruthSink sink = (index, endNs, spikes, x, y, here) -> delivered.add(here);
        SimulatedMicroscope whole = small(List.of());
        SimulatedMicroscope gappy = new SimulatedMicroscope(
                new SteadyNeurons(4, 5),
                SimulatedRigSettings.forFormat(SMALL, 3).withDroppedFrames(List.of(2L, 3L, 7L)),
                FrameClock.UNCONNECTED,
                sink);
        Frame expected = new Frame(96, 80);
        Frame frame = new Frame(96, 80);
        List<Long> indices = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            assertEquals(Poll.FRAME, gappy.poll(gappy.nextExposureEndNs(), frame));
            indices.add(frame.index);
            do {
                assertEquals(Poll.FRAME, whole.poll(whole.nextExposureEndNs(), expected));
            } while (expected.index < frame.index);
            assertArrayEquals(expected.pixels, frame.pixels, "frame " + frame.index);
        }
        assertEquals(List.of(0L, 1L, 4L, 5L, 6L, 8L, 9L), indices);
        assertEquals(List.of(true, true, false, false, true, true, true, false, true, true), delivered);
    }

    @Test
    void shouldGiveTheSameBitsWhenTheSeedIsTheSame() {
        SimulatedMicroscope one = small(List.of());
        SimulatedMicroscope same = small(List.of());
        SimulatedMicroscope other = new SimulatedMicroscope(
                new SteadyNeurons(4, 5),
                SimulatedRigSettings.forFormat(SMALL, 4),
                FrameClock.UNCONNECTED,
                TruthSink.DISCARD);
        Frame a = new Frame(96, 80);
        Frame b = new Frame(96, 80);
        for (int i = 0; i < 20; i++) {
            one.poll(one.nextExposureEndNs(), a);
            same.poll(same.nextExposureEndNs(), b);
            assertArrayEquals(a.pixels, b.pixels, "frame " + i);
        }
        other.poll(other.nextExposureEndNs(), b);
        assertFalse(Arrays.equals(a.pixels, b.pixels));
    }

    @Test
    void shouldAllocateNothingPerFrameOnceWarm() {
        SimulatedMicroscope microscope = small(List.of(600L));
        Frame frame = new Frame(96, 80);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        // The compiler may leave a few bytes behind while the code is warming up: the least of several runs counts.
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 6; run++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            pollFrames(microscope, frame, 200);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least, "bytes over 200 frames");
    }

    @Test
    void shouldSayWhatToDoWhenTheCellsHaveNoRoom() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> new SimulatedMicroscope(
                        new SteadyNeurons(2000, 1),
                        SimulatedRigSettings.standard(1),
                        FrameClock.UNCONNECTED,
                        TruthSink.DISCARD));
        assertTrue(String.valueOf(refused.getMessage()).contains("2000 cells"), refused.getMessage());
    }

    @Test
    void shouldRefuseWhenMovedWhileRunningOrGivenTheWrongBuffer() {
        SimulatedMicroscope microscope = small(List.of());
        assertThrows(IllegalArgumentException.class, () -> microscope.poll(0, new Frame(80, 96)));
        microscope.poll(0, new Frame(96, 80));
        assertThrows(IllegalStateException.class, () -> microscope.startAt(5));
        assertThrows(
                IllegalArgumentException.class,
                () -> SimulatedRigSettings.standard(1).withDroppedFrames(List.of(4L, 4L)));
    }

    private static void pollFrames(SimulatedMicroscope microscope, Frame frame, int count) {
        for (int i = 0; i < count; i++) {
            if (microscope.poll(microscope.nextExposureEndNs(), frame) != Poll.FRAME) {
                throw new IllegalStateException("no frame at " + i);
            }
        }
    }

    private static SimulatedMicroscope small(List<Long> dropped) {
        return new SimulatedMicroscope(
                new SteadyNeurons(4, 5),
                SimulatedRigSettings.forFormat(SMALL, 3).withDroppedFrames(dropped),
                FrameClock.UNCONNECTED,
                TruthSink.DISCARD);
    }
}
