package org.loopscope.acquisition.path;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.Allocation;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.acquisition.TraceStatistics;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiMatching;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.acquisition.simulated.FrameClock;
import org.loopscope.acquisition.simulated.SimulatedMicroscope;
import org.loopscope.acquisition.simulated.SimulatedRigSettings;
import org.loopscope.acquisition.simulated.TruthSink;

/** The session is given half of the simulated cells; a search finds the others. */
class NewCellsTest {
    private static final FrameFormat FORMAT = new FrameFormat(128, 128, 30);
    private static final int CELLS = 28;
    private static final int GIVEN = 14;
    private static final int CALIBRATION = 120;
    private static final int SEARCH_AT = 1200;
    private static final int ADOPTED_AT = 1240;
    private static final ImagingSettings SETTINGS =
            new ImagingSettings(CALIBRATION, 30, 8, 11, 100, 0.7, 600, 900, 10, 1.25, 5);

    private final List<int[]> spikes = new ArrayList<>();

    @Test
    void shouldFindTheCellsThatWereNotGivenWhenTheyAreActive() {
        findTheOthers(7, 8);
    }

    @Test
    @Tag("slow")
    void shouldFindThemOverMoreSeeds() {
        findTheOthers(7, 8, 9, 10, 11);
    }

    private static void findTheOthers(int... seeds) {
        int others = 0;
        int hits = 0;
        int found = 0;
        for (int seed : seeds) {
            SimulatedMicroscope microscope = microscope(seed, TruthSink.DISCARD);
            RoiSet truth = microscope.truth().masks();
            ImagingPath path = path(given(truth), 50);
            run(path, microscope, 0, SEARCH_AT);
            RoiSet search = newCells(path).begin().run().rois();
            others += CELLS - GIVEN;
            hits += RoiMatching.matched(RoiMatching.match(search, others(truth), 0.3));
            found += search.size();
            assertApart(path.requireRois(), search);
        }
        System.out.printf(
                "new cells, seeds %s: %d of %d found, %d others%n", Arrays.toString(seeds), hits, others, found - hits);
        assertTrue(hits >= 0.9 * others, hits + " of " + others);
        assertTrue(found - hits <= 0.1 * others, found - hits + " that are none");
    }

    @Test
    void shouldFindHardlyAnyWhenAllAreKnown() {
        SimulatedMicroscope microscope = microscope(12, TruthSink.DISCARD);
        ImagingPath path = path(microscope.truth().masks(), 50);
        run(path, microscope, 0, SEARCH_AT);
        int found = newCells(path).begin().run().rois().size();
        assertTrue(found <= 1, found + " though every cell is known");
    }

    @Test
    void shouldFollowTheNewCellsSpikesFromTheNextFrameOn() {
        SimulatedMicroscope microscope =
                microscope(7, (index, endNs, counts, x, y, delivered) -> spikes.add(counts.clone()));
        RoiSet truth = microscope.truth().masks();
        ImagingPath path = path(given(truth), 50);
        List<float[]> settled = new ArrayList<>();
        adopt(path, microscope);
        FoundCells found = newCells(path).adopted().getFirst();
        int frames = 900;
        Frame frame = new Frame(128, 128);
        ImagedFrame out = new ImagedFrame();
        for (int i = 0; i < frames; i++) {
            microscope.poll(microscope.nextExposureEndNs(), frame);
            path.process(frame, out);
            assertEquals(i < 5 ? -1 : ADOPTED_AT + i - 5, found.settledFrameIndex);
            settled.add(found.settledEvents.clone());
        }
        int[] match = RoiMatching.match(found.rois(), others(truth), 0.3);
        double sum = 0;
        for (int cell = 0; cell < match.length; cell++) {
            if (match[cell] >= 0) {
                sum += correlation(settled, match[cell], GIVEN + cell);
            }
        }
        double mean = sum / RoiMatching.matched(match);
        System.out.printf("new cells, seed 7: r %.3f%n", mean);
        // As for the cells of the calibration: ImagingPathTest.
        assertTrue(mean > 0.7, "events and spikes in half seconds correlate at " + mean);
    }

    @Test
    void shouldLeaveTheFirstCellsAsTheyAreWhileASearchRuns() {
        SimulatedMicroscope plain = microscope(7, TruthSink.DISCARD);
        SimulatedMicroscope searched = microscope(7, TruthSink.DISCARD);
        RoiSet given = given(plain.truth().masks());
        ImagingPath without = new ImagingPath(FORMAT, SETTINGS, new GivenCells(given));
        ImagingPath with = path(given, 50);
        ImagedFrame expected = new ImagedFrame();
        ImagedFrame out = new ImagedFrame();
        Frame frame = new Frame(128, 128);
        CompletableFuture<FoundCells> search = new CompletableFuture<>();
        for (int i = 0; i < ADOPTED_AT + 200; i++) {
            if (i == SEARCH_AT) {
                CellSearch begun = newCells(with).begin();
                search = CompletableFuture.supplyAsync(begun::run);
            }
            if (i == ADOPTED_AT) {
                newCells(with).adopt(search.join());
            }
            plain.poll(plain.nextExposureEndNs(), frame);
            without.process(frame, expected);
            searched.poll(searched.nextExposureEndNs(), frame);
            with.process(frame, out);
            assertEquals(expected.shiftXPx, out.shiftXPx, 0);
            assertArrayEquals(expected.fluorescence, out.fluorescence, 0);
            assertArrayEquals(expected.neuropil, out.neuropil, 0);
            assertArrayEquals(expected.dfOverF, out.dfOverF, 0);
            assertArrayEquals(expected.events, out.events, 0);
            assertArrayEquals(expected.settledEvents, out.settledEvents, 0);
        }
        assertTrue(newCells(with).adopted().getFirst().rois().size() > 5);
    }

    @Test
    void shouldGiveTheSameBitsWhenBegunAndAdoptedAtTheSameFrames() {
        FoundCells one = newCells(searchedPath(9)).adopted().getFirst();
        FoundCells other = newCells(searchedPath(9)).adopted().getFirst();
        for (int cell = 0; cell < one.rois().size(); cell++) {
            Roi roi = one.rois().rois().get(cell);
            assertArrayEquals(roi.pixels(), other.rois().rois().get(cell).pixels());
            assertArrayEquals(roi.weights(), other.rois().rois().get(cell).weights(), 0);
        }
        assertArrayEquals(one.dfOverF, other.dfOverF, 0);
        assertArrayEquals(one.settledEvents, other.settledEvents, 0);
        assertTrue(one.dfOverF.length > 5);
    }

    @Test
    void shouldAllocateNothingWithNewCells() {
        SimulatedMicroscope microscope = microscope(7, TruthSink.DISCARD);
        ImagingPath path = path(given(microscope.truth().masks()), 50);
        adopt(path, microscope);
        Frame frame = new Frame(128, 128);
        ImagedFrame out = new ImagedFrame();
        microscope.poll(microscope.nextExposureEndNs(), frame);
        assertEquals(0, Allocation.bytesPerWarmRound(() -> {
            for (int i = 0; i < 200; i++) {
                path.process(frame, out);
                frame.index++;
            }
        }));
    }

    @Test
    void shouldSearchAgainForAsManyAsThereIsRoom() {
        SimulatedMicroscope microscope = microscope(7, TruthSink.DISCARD);
        RoiSet truth = microscope.truth().masks();
        ImagingPath path = path(given(truth), 9);
        NewCells cells = newCells(path);
        run(path, microscope, 0, CALIBRATION + 599);
        assertFalse(cells.canSearch(), "20 s are not over");
        assertThrows(IllegalStateException.class, cells::begin);
        run(path, microscope, CALIBRATION + 599, CALIBRATION + 601);
        CellSearch first = cells.begin();
        assertFalse(cells.canSearch(), "one is running");
        FoundCells found = first.run();
        cells.adopt(found);
        assertThrows(IllegalArgumentException.class, () -> cells.adopt(found));
        assertEquals(9 - found.rois().size(), cells.room());
        assertTrue(cells.room() < 9, "nothing found");
        run(path, microscope, CALIBRATION + 601, CALIBRATION + 601 + 650);
        if (cells.room() > 0) {
            FoundCells more = cells.begin().run();
            assertApart(found.rois(), more.rois());
            assertTrue(more.rois().size() <= cells.room());
            cells.adopt(more);
        }
        assertTrue(
                cells.adopted().stream().mapToInt(group -> group.rois().size()).sum() <= 9);
        assertThrows(IllegalArgumentException.class, () -> new NewCells(FORMAT, SETTINGS, 0));
    }

    private static ImagingPath searchedPath(int seed) {
        SimulatedMicroscope microscope = microscope(seed, TruthSink.DISCARD);
        ImagingPath path = path(given(microscope.truth().masks()), 50);
        adopt(path, microscope);
        run(path, microscope, ADOPTED_AT, ADOPTED_AT + 60);
        return path;
    }

    private static void adopt(ImagingPath path, SimulatedMicroscope microscope) {
        run(path, microscope, 0, SEARCH_AT);
        CellSearch search = newCells(path).begin();
        run(path, microscope, SEARCH_AT, ADOPTED_AT);
        newCells(path).adopt(search.run());
    }

    private static void run(ImagingPath path, SimulatedMicroscope microscope, int from, int to) {
        Frame frame = new Frame(128, 128);
        ImagedFrame out = new ImagedFrame();
        for (int i = from; i < to; i++) {
            microscope.poll(microscope.nextExposureEndNs(), frame);
            path.process(frame, out);
        }
    }

    /** No pixel and no number in common. */
    private static void assertApart(RoiSet known, RoiSet found) {
        BitSet pixels = new BitSet();
        BitSet numbers = new BitSet();
        for (Roi roi : known.rois()) {
            numbers.set(roi.id());
            for (int pixel : roi.pixels()) {
                pixels.set(pixel);
            }
        }
        for (Roi roi : found.rois()) {
            assertFalse(numbers.get(roi.id()), "number " + roi.id() + " twice");
            for (int pixel : roi.pixels()) {
                assertFalse(pixels.get(pixel), "a pixel of a known cell");
            }
        }
    }

    private static NewCells newCells(ImagingPath path) {
        assertNotNull(path.newCells());
        return Objects.requireNonNull(path.newCells());
    }

    private static RoiSet given(RoiSet truth) {
        return new RoiSet(128, 128, truth.rois().subList(0, GIVEN), "half");
    }

    private static RoiSet others(RoiSet truth) {
        return new RoiSet(128, 128, truth.rois().subList(GIVEN, CELLS), "other half");
    }

    private static ImagingPath path(@Nullable RoiSet given, int room) {
        return new ImagingPath(
                FORMAT,
                SETTINGS,
                given == null ? null : new GivenCells(given),
                QualitySettings.standard(8),
                new NewCells(FORMAT, SETTINGS, room),
                StageWatch.UNWATCHED);
    }

    private static SimulatedMicroscope microscope(int seed, TruthSink truth) {
        return new SimulatedMicroscope(
                new BurstingNeurons(CELLS, CALIBRATION, seed),
                SimulatedRigSettings.forFormat(FORMAT, seed),
                FrameClock.UNCONNECTED,
                truth);
    }

    /** Events settled five frames later, and spikes, in windows of half a second. */
    private double correlation(List<float[]> settled, int found, int neuron) {
        int windows = (settled.size() - 5) / 15;
        double[] a = new double[windows];
        double[] b = new double[windows];
        for (int i = 0; i < 15 * windows; i++) {
            a[i / 15] += spikes.get(ADOPTED_AT + i)[neuron];
            b[i / 15] += settled.get(i + 5)[found];
        }
        return TraceStatistics.correlation(a, b);
    }
}
