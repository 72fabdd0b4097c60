package org.loopscope.controller.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.acquisition.path.GivenCells;
import org.loopscope.acquisition.path.ImagingPath;
import org.loopscope.acquisition.path.ImagingSettings;
import org.loopscope.acquisition.path.NewCells;
import org.loopscope.acquisition.path.QualitySettings;
import org.loopscope.acquisition.path.StageWatch;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.acquisition.simulated.FrameClock;
import org.loopscope.acquisition.simulated.SimulatedMicroscope;
import org.loopscope.acquisition.simulated.SimulatedNeurons;
import org.loopscope.acquisition.simulated.SimulatedRigSettings;
import org.loopscope.acquisition.simulated.TruthSink;
import org.loopscope.controller.RigThreads;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.firmware.clock.SteppedSessionClock;

/** The search on a thread of its own; this thread does the imaging, as fast as it can. */
final class CellSearchAgentTest {
    private static final FrameFormat FORMAT = new FrameFormat(96, 96, 15);
    private static final int CELLS = 12;
    private static final int LEAST_FRAMES = 300;
    private static final long PATIENCE_FRAMES = 2_000_000;

    private final SimulatedMicroscope microscope = new SimulatedMicroscope(
            new TakingTurns(), SimulatedRigSettings.forFormat(FORMAT, 5), FrameClock.UNCONNECTED, TruthSink.DISCARD);
    private final ImagingSettings settings = new ImagingSettings(60, 30, 8, 11, 100, 0.7, 600, 300, 10, 1.25, 5);
    private final Queue<SessionEvent> log = new ConcurrentLinkedQueue<>();
    private final Frame frame = new Frame(96, 96);
    private final ImagedFrame out = new ImagedFrame();

    @Test
    void shouldSearchOnceAtATimeAndRefuseWhatComesMeanwhile() {
        ImagingPath path = path(20);
        CellSearchAgent search =
                new CellSearchAgent(Objects.requireNonNull(path.newCells()), new SteppedSessionClock(), log::add);
        RigThreads threads = new RigThreads();
        threads.startInBackground(search, 1_000_000);
        try {
            assertTrue(search.request(), "before the calibration: it waits");
            assertFalse(search.request());
            image(path, search, 60 + LEAST_FRAMES - 1);
            assertEquals(0, count(SessionEvent.CellSearchBegun.class), "20 s of frames are not there yet");
            imageUntilAdopted(path, search, 1);
            assertNull(threads.failure());
            SessionEvent.NewCellsAdopted adopted = adopted(1);
            assertTrue(adopted.rois().size() >= 4, adopted.rois().size() + " cells found of 6");
            assertEquals(1, search.refused());
            assertEquals(1, count(SessionEvent.FaultRaised.class));
            image(path, search, 10);
            List<SessionEvent.NewCellsInferred> activity = log.stream()
                    .filter(SessionEvent.NewCellsInferred.class::isInstance)
                    .map(SessionEvent.NewCellsInferred.class::cast)
                    .toList();
            assertEquals(adopted.frameIndex(), activity.getFirst().frameIndex(), "its first frame is the adoption's");
            assertEquals(out.frameIndex, activity.getLast().frameIndex());
            assertTrue(search.request(), "the next may be asked for");
            imageUntilAdopted(path, search, 2);
            assertEquals(2, count(SessionEvent.CellSearchBegun.class));
        } finally {
            threads.stop();
            assertTrue(threads.join(30_000));
        }
    }

    @Test
    void shouldRefuseWhenThereIsNoRoomAnyMore() {
        ImagingPath path = path(1);
        CellSearchAgent search =
                new CellSearchAgent(Objects.requireNonNull(path.newCells()), new SteppedSessionClock(), log::add);
        assertTrue(search.request());
        image(path, search, 60 + LEAST_FRAMES + 20);
        assertTrue(search.doWork());
        assertFalse(search.doWork(), "once");
        image(path, search, 1);
        assertEquals(1, adopted(1).rois().size(), "the clearest");
        assertFalse(search.request());
        assertEquals(1, search.refused());
    }

    private ImagingPath path(int room) {
        RoiSet truth = microscope.truth().masks();
        RoiSet half = new RoiSet(96, 96, truth.rois().subList(0, CELLS / 2), "half");
        return new ImagingPath(
                FORMAT,
                settings,
                new GivenCells(half),
                QualitySettings.standard(8),
                new NewCells(FORMAT, settings, room),
                StageWatch.UNWATCHED);
    }

    private void image(ImagingPath path, CellSearchAgent search, int frames) {
        for (int i = 0; i < frames; i++) {
            microscope.poll(microscope.nextExposureEndNs(), frame);
            search.beforeFrame(frame.index);
            path.process(frame, out);
            search.afterFrame(frame.index);
        }
    }

    /** However long the machine takes for the search. */
    private void imageUntilAdopted(ImagingPath path, CellSearchAgent search, int number) {
        for (long i = 0; count(SessionEvent.NewCellsAdopted.class) < number; i++) {
            assertTrue(i < PATIENCE_FRAMES, "the search does not end");
            image(path, search, 1);
        }
    }

    private long count(Class<? extends SessionEvent> kind) {
        return log.stream().filter(kind::isInstance).count();
    }

    private SessionEvent.NewCellsAdopted adopted(int search) {
        return log.stream()
                .filter(SessionEvent.NewCellsAdopted.class::isInstance)
                .map(SessionEvent.NewCellsAdopted.class::cast)
                .filter(event -> event.search() == search)
                .findFirst()
                .orElseThrow();
    }

    /** Each neuron in its turn fires for a second. */
    private static final class TakingTurns implements SimulatedNeurons {
        @Override
        public int count() {
            return CELLS;
        }

        @Override
        public void spikes(long fromNs, long toNs, int[] spikeCounts) {
            long second = fromNs / 1_000_000_000L;
            for (int cell = 0; cell < CELLS; cell++) {
                spikeCounts[cell] = (second * 5 + cell) % CELLS == 0 ? 1 : 0;
            }
        }
    }
}
