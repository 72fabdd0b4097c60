package org.loopscope.acquisition.roi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.SharedData;
import org.loopscope.acquisition.file.tiff.TiffMovie;
import org.loopscope.acquisition.motion.MotionCorrectedFrame;
import org.loopscope.acquisition.motion.MotionSettings;
import org.loopscope.acquisition.motion.TemplateBuilder;
import org.loopscope.acquisition.motion.TemplateMotionCorrector;
import org.loopscope.acquisition.path.BurstingNeurons;
import org.loopscope.acquisition.simulated.FrameClock;
import org.loopscope.acquisition.simulated.SimulatedMicroscope;
import org.loopscope.acquisition.simulated.SimulatedNeurons;
import org.loopscope.acquisition.simulated.SimulatedRigSettings;
import org.loopscope.acquisition.simulated.TruthSink;

class RoiDetectorTest {
    private static final int SIDE = 128;
    private static final int FRAMES = 450;
    private static final int CELLS = 28;

    private static BinnedMovie active;
    private static RoiSet truth;

    @BeforeAll
    static void record() {
        SimulatedMicroscope microscope = microscope(new BurstingNeurons(CELLS, FRAMES, 21));
        active = record(microscope);
        truth = microscope.truth().masks();
    }

    @Test
    void shouldFindMostCellsAndFewOthersWhenTheyAreActive() {
        RoiSet found = detect(active);
        int hits = RoiMatching.matched(RoiMatching.match(found, truth, 0.3));
        assertTrue(hits >= 0.85 * CELLS, hits + " of " + CELLS);
        assertTrue(found.size() - hits <= 4, found.size() + " found, " + hits + " of them true");
    }

    @Test
    void shouldFindMostCellsWhenTheyAreSilent() {
        SimulatedNeurons silent = new SimulatedNeurons() {
            @Override
            public int count() {
                return CELLS;
            }

            @Override
            public void spikes(long fromNs, long toNs, int[] spikeCounts) {
                Arrays.fill(spikeCounts, 0);
            }
        };
        int hits = RoiMatching.matched(RoiMatching.match(detect(record(microscope(silent))), truth, 0.3));
        assertTrue(hits >= 0.75 * CELLS, hits + " of " + CELLS);
    }

    @Test
    void shouldGiveDisjointNormalizedFootprintsInTheSameOrderEveryTime() {
        RoiSet found = detect(active);
        RoiSet again = detect(active);
        boolean[] seen = new boolean[SIDE * SIDE];
        assertEquals(found.size(), again.size());
        for (int i = 0; i < found.size(); i++) {
            Roi roi = found.rois().get(i);
            assertEquals(i, roi.id());
            assertArrayEquals(roi.pixels(), again.rois().get(i).pixels());
            assertArrayEquals(roi.weights(), again.rois().get(i).weights(), 0);
            double sum = 0;
            for (int p = 0; p < roi.pixels().length; p++) {
                assertTrue(p == 0 || roi.pixels()[p] > roi.pixels()[p - 1], "ascending");
                assertTrue(!seen[roi.pixels()[p]], "a pixel of two cells");
                assertTrue(roi.weights()[p] > 0, "a weight of " + roi.weights()[p]);
                seen[roi.pixels()[p]] = true;
                sum += roi.weights()[p];
            }
            // About 100 weights in single precision.
            assertEquals(1, sum, 1e-5);
        }
    }

    @Test
    void shouldKeepTheClearestCellsWhenOnlySoManyMayBeTaken() {
        RoiSet all = detect(active);
        RoiSet few = new RoiDetector(DetectionSettings.standard(11, 5)).detect(active, 2);
        assertEquals(5, few.size());
        for (int i = 0; i < 5; i++) {
            assertArrayEquals(all.rois().get(i).pixels(), few.rois().get(i).pixels());
        }
    }

    @Test
    void shouldFindNothingWhenThereIsNothing() {
        BinnedMovie flat = new BinnedMovie(SIDE, SIDE, 20, 1);
        for (int frame = 0; frame < 20; frame++) {
            flat.add(new float[SIDE * SIDE]);
        }
        assertEquals(0, detect(flat).size());
        assertThrows(IllegalStateException.class, () -> flat.add(new float[SIDE * SIDE]));
        assertThrows(IllegalArgumentException.class, () -> DetectionSettings.standard(2, 10));
    }

    @Test
    void shouldFindTheClearestCellsOfARealMovie() throws IOException {
        RoiSet labels = RoiFile.read(SharedData.require("movie/regions.json"), 128, 128);
        BinnedMovie movie = new BinnedMovie(128, 128, 600, 2);
        double[][] traces = registerRealMovie(movie, labels);
        RoiSet found = detect(movie);
        List<Integer> clearest = IntStream.range(0, labels.size())
                .boxed()
                .sorted(Comparator.comparingDouble(cell -> -signalToNoise(traces[cell])))
                .limit(9)
                .toList();
        long hits = clearest.stream()
                .filter(cell -> found.rois().stream()
                        .anyMatch(roi -> RoiMatching.distancePx(labels.rois().get(cell), roi, 128) < 5))
                .count();
        assertTrue(hits >= 7, hits + " of the 9 clearest cells");
        assertTrue(found.size() < 90, found.size() + " cells, 41 are labelled");
    }

    private static double[][] registerRealMovie(BinnedMovie into, RoiSet labels) throws IOException {
        MotionSettings settings = MotionSettings.defaults();
        double[][] traces = new double[labels.size()][600];
        try (TiffMovie file = TiffMovie.open(SharedData.require("movie/movie_128x128x600_u16.tif"))) {
            Frame frame = new Frame(128, 128);
            TemplateBuilder template = new TemplateBuilder(128, 128, settings);
            for (int i = 0; !template.complete(); i++) {
                file.read(i, frame.pixels);
                template.add(frame);
            }
            TemplateMotionCorrector corrector = new TemplateMotionCorrector(template.build(), 128, 128, settings);
            MotionCorrectedFrame registered = new MotionCorrectedFrame(128, 128);
            for (int i = 0; i < 600; i++) {
                file.read(i, frame.pixels);
                corrector.correct(frame, registered);
                into.add(registered.pixels);
                for (int cell = 0; cell < traces.length; cell++) {
                    for (int pixel : labels.rois().get(cell).pixels()) {
                        traces[cell][i] += registered.pixels[pixel];
                    }
                }
            }
        }
        return traces;
    }

    /** Height of the highest 0.5 % over the median, in standard deviations of the noise. */
    private static double signalToNoise(double[] trace) {
        double[] sorted = trace.clone();
        Arrays.sort(sorted);
        double[] difference = new double[trace.length - 1];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = Math.abs(trace[i + 1] - trace[i]);
        }
        Arrays.sort(difference);
        double noise = difference[difference.length / 2] / 0.954;
        return (sorted[(int) (0.995 * sorted.length)] - sorted[sorted.length / 2]) / noise;
    }

    private static RoiSet detect(BinnedMovie movie) {
        return new RoiDetector(DetectionSettings.standard(11, 200)).detect(movie, 2);
    }

    /** On a brain that stands still, so that no registration is needed. */
    private static SimulatedMicroscope microscope(SimulatedNeurons neurons) {
        SimulatedRigSettings settings = SimulatedRigSettings.forFormat(new FrameFormat(SIDE, SIDE, 30), 21)
                .withMotion(org.loopscope.acquisition.simulated.MotionSettings.still());
        return new SimulatedMicroscope(neurons, settings, FrameClock.UNCONNECTED, TruthSink.DISCARD);
    }

    private static BinnedMovie record(SimulatedMicroscope microscope) {
        BinnedMovie movie = new BinnedMovie(SIDE, SIDE, FRAMES, 9);
        Frame frame = new Frame(SIDE, SIDE);
        float[] pixels = new float[SIDE * SIDE];
        for (int i = 0; i < FRAMES; i++) {
            microscope.poll(microscope.nextExposureEndNs(), frame);
            for (int p = 0; p < pixels.length; p++) {
                pixels[p] = frame.pixels[p] & 0xFFFF;
            }
            movie.add(pixels);
        }
        return movie;
    }
}
