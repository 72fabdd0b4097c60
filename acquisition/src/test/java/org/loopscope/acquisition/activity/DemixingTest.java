package org.loopscope.acquisition.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.Allocation;
import org.loopscope.acquisition.TraceStatistics;
import org.loopscope.acquisition.roi.NeuropilRing;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;

class DemixingTest {
    private static final int SIDE = 64;
    private static final double BACKGROUND = 200;
    private static final long SEED = 3;

    /** Two cells 6 px apart with a soma's profile, a third alone. */
    private final RoiSet rois =
            new RoiSet(SIDE, SIDE, List.of(cell(0, 24, 30), cell(1, 30, 31), cell(2, 50, 12)), "three cells");

    private final TraceExtractor traces = new TraceExtractor(rois, new NeuropilRing(rois));

    @Test
    void shouldGiveEachCellItsOwnLightWhenTheyOverlap() {
        Demixing demixing = new Demixing(rois, 5);
        assertEquals(2, demixing.mixedCells());
        Random random = new Random(SEED);
        int frames = 400;
        double[][] truth = new double[frames][3];
        double[][] plain = new double[frames][3];
        double[][] demixed = new double[frames][3];
        float[] light = new float[3];
        float[] surround = new float[3];
        for (int frame = 0; frame < frames; frame++) {
            for (int cell = 0; cell < 3; cell++) {
                truth[frame][cell] = random.nextInt(10) == 0 ? 20_000 * random.nextDouble() : 1000;
            }
            traces.extract(image(truth[frame], random), light, surround);
            copy(light, plain[frame]);
            demixing.demix(light, surround);
            copy(light, demixed[frame]);
        }
        for (int cell = 0; cell < 2; cell++) {
            double before = correlation(plain, cell, truth, 1 - cell);
            double after = correlation(demixed, cell, truth, 1 - cell);
            System.out.printf(
                    "cell %d: correlation with its neighbour %.3f, demixed %.3f; with itself %.3f, demixed %.3f, seed %d%n",
                    cell,
                    before,
                    after,
                    correlation(plain, cell, truth, cell),
                    correlation(demixed, cell, truth, cell),
                    SEED);
            assertTrue(before > 0.15, "the cells hardly overlap: " + before);
            assertTrue(Math.abs(after) < 0.1, "still " + after + " of the neighbour");
            assertTrue(correlation(demixed, cell, truth, cell) > 0.99);
        }
        assertEquals(plain[7][2], demixed[7][2], 0, "a cell that overlaps none is left alone");
    }

    /** The two equations solved by hand, where neither is at its bound. */
    @Test
    void shouldReachTheExactSolutionWithinAPercentInFiveSweeps() {
        double[][] h = new double[2][2];
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                h[i][j] = shared(rois.rois().get(i), rois.rois().get(j));
            }
        }
        float[] light = {900, 700, 500};
        float[] surround = {200, 210, 205};
        double q0 = light[0] - surround[0];
        double q1 = light[1] - surround[1];
        double determinant = h[0][0] * h[1][1] - h[0][1] * h[1][0];
        double c0 = (h[1][1] * q0 - h[0][1] * q1) / determinant;
        double c1 = (h[0][0] * q1 - h[1][0] * q0) / determinant;
        assertTrue(c0 > 0 && c1 > 0);
        new Demixing(rois, 5).demix(light, surround);
        assertEquals(surround[0] + h[0][0] * c0, light[0], 0.01 * light[0]);
        assertEquals(surround[1] + h[1][1] * c1, light[1], 0.01 * light[1]);
    }

    @Test
    void shouldAllocateNothing() {
        Demixing demixing = new Demixing(rois, 5);
        float[] light = {900, 700, 500};
        float[] surround = {200, 210, 205};
        assertEquals(0, Allocation.bytesPerWarmRound(() -> {
            for (int i = 0; i < 1000; i++) {
                demixing.demix(light, surround);
            }
        }));
    }

    private static double profile(int pixel, double cx, double cy) {
        double r2 = Math.pow(pixel % SIDE - cx, 2) + Math.pow(Math.floorDiv(pixel, SIDE) - cy, 2);
        return r2 < 36 ? Math.exp(-r2 / 18) : 0;
    }

    private static Roi cell(int id, double cx, double cy) {
        List<Integer> pixels = new ArrayList<>();
        double sum = 0;
        for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
            if (profile(pixel, cx, cy) > 0) {
                pixels.add(pixel);
                sum += profile(pixel, cx, cy);
            }
        }
        float[] weights = new float[pixels.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (profile(pixels.get(i), cx, cy) / sum);
        }
        return new Roi(id, pixels.stream().mapToInt(Integer::intValue).toArray(), weights);
    }

    private float[] image(double[] brightness, Random random) {
        float[] image = new float[SIDE * SIDE];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) (BACKGROUND + 10 * random.nextGaussian());
        }
        for (int cell = 0; cell < brightness.length; cell++) {
            Roi roi = rois.rois().get(cell);
            for (int i = 0; i < roi.pixels().length; i++) {
                image[roi.pixels()[i]] += (float) (brightness[cell] * roi.weights()[i]);
            }
        }
        return image;
    }

    private static double shared(Roi a, Roi b) {
        double sum = 0;
        for (int i = 0; i < a.pixels().length; i++) {
            for (int j = 0; j < b.pixels().length; j++) {
                if (a.pixels()[i] == b.pixels()[j]) {
                    sum += a.weights()[i] * b.weights()[j];
                }
            }
        }
        return sum;
    }

    private static void copy(float[] from, double[] to) {
        for (int i = 0; i < from.length; i++) {
            to[i] = from[i];
        }
    }

    private static double correlation(double[][] a, int columnA, double[][] b, int columnB) {
        return TraceStatistics.correlation(column(a, columnA), column(b, columnB));
    }

    private static double[] column(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }
}
