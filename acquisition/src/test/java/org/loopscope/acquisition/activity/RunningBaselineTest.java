package org.loopscope.acquisition.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.loopscope.acquisition.Allocation;

class RunningBaselineTest {
    @Test
    void shouldBeThePercentileOfThePastBlocksWhenComparedToSorting() {
        BaselineSettings settings = asTheMethodSays(70, 3, 10, 0.7, 100);
        RunningBaseline running = new RunningBaseline(2, settings);
        SplittableRandom random = new SplittableRandom(4);
        List<Double> blocks = new ArrayList<>();
        float[][] calibration = new float[9][2];
        for (float[] block : calibration) {
            block[0] = 500;
            block[1] = (float) (300 + 40 * random.nextGaussian());
            blocks.add((double) block[1]);
        }
        running.seed(calibration, new float[9][2]);
        double inBlock = 0;
        float[] dfOverF = new float[2];
        for (int frame = 0; frame < 400; frame++) {
            double f0 = percentile(blocks, 70 / 3, 0.1);
            // Steps of 8 raw units make ties among the blocks likely.
            float f = 300 + 8 * Math.round(3 * random.nextGaussian());
            running.update(new float[] {500, f}, new float[2], dfOverF);
            // Single precision: 400 values of a few hundred.
            assertEquals((f - f0) / (f0 - 100), dfOverF[1], 1e-5, "frame " + frame);
            assertEquals(0, dfOverF[0], 0, "a steady cell, frame " + frame);
            inBlock += f / 3.0;
            if (frame % 3 == 2) {
                blocks.add(inBlock);
                inBlock = 0;
            }
        }
    }

    @Test
    void shouldTakeOffTheNeuropilsChangeButKeepTheRestingLight() {
        RunningBaseline running = new RunningBaseline(1, asTheMethodSays(30, 1, 10, 0.5, 0));
        running.seed(new float[][] {{200}, {200}, {200}}, new float[][] {{80}, {80}, {80}});
        float[] dfOverF = new float[1];
        // 60 more from the neuropil, of which half shows, and 50 more from the cell.
        running.update(new float[] {200 + 30 + 50}, new float[] {140}, dfOverF);
        assertEquals(50 / 200.0, dfOverF[0], 1e-6);
    }

    @Test
    void shouldKeepItsDenominatorAboveTheFloorWhenTheLightGoesOut() {
        RunningBaseline running = new RunningBaseline(1, asTheMethodSays(2, 1, 50, 0, 600));
        running.seed(new float[][] {{700}, {700}}, new float[2][1]);
        float[] dfOverF = new float[1];
        for (int frame = 0; frame < 5; frame++) {
            running.update(new float[] {600}, new float[1], dfOverF);
        }
        running.update(new float[] {650}, new float[1], dfOverF);
        // The floor is a tenth of the calibration's 100 counts above the offset.
        assertEquals(50 / 10.0, dfOverF[0], 1e-6);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void shouldAllocateNothingWhenWarm(BaselineMethod method) {
        RunningBaseline running = new RunningBaseline(20, new BaselineSettings(300, 3, method, true, 0.7, 0));
        running.seed(new float[][] {new float[20]}, new float[][] {new float[20]});
        float[] fluorescence = new float[20];
        float[] neuropil = new float[20];
        float[] dfOverF = new float[20];
        int[] frame = {0};
        assertEquals(0, Allocation.bytesPerWarmRound(() -> {
            for (int i = 0; i < 500; i++) {
                fluorescence[i % 20] = 100 + frame[0]++ * 7 % 31;
                running.update(fluorescence, neuropil, dfOverF);
            }
        }));
    }

    @Test
    void shouldRefuseWhenNotCalibratedOrSetWrongly() {
        RunningBaseline running = new RunningBaseline(1, asTheMethodSays(30, 1, 10, 0.5, 0));
        assertThrows(IllegalStateException.class, () -> running.update(new float[1], new float[1], new float[1]));
        assertThrows(IllegalArgumentException.class, () -> running.seed(new float[0][], new float[0][]));
        assertThrows(IllegalArgumentException.class, () -> new BaselineSettings(2, 3, 10, 0.7, 0));
        assertThrows(IllegalArgumentException.class, () -> new BaselineSettings(30, 3, 0, 0.7, 0));
        assertThrows(IllegalArgumentException.class, () -> new BaselineSettings(30, 3, 10, 1.7, 0));
    }

    /** A silent cell and its noise, for which dF/F must be 0 on average; without the correction it is far from it. */
    @ParameterizedTest
    @MethodSource("methods")
    void shouldLeaveASilentNoisyCellAtZeroWhenCorrected(BaselineMethod method, double leastUncorrected) {
        double corrected = meanOfASilentCell(method, true);
        double uncorrected = meanOfASilentCell(method, false);
        System.out.printf(
                "silent cell, noise 40 %% of F0, %s: mean dF/F %.4f, uncorrected %.4f%n",
                method, corrected, uncorrected);
        assertEquals(0, corrected, 0.01, method.toString());
        assertTrue(uncorrected > leastUncorrected, method + " uncorrected " + uncorrected);
    }

    static Stream<Arguments> methods() {
        return Stream.of(
                Arguments.of(new BaselineMethod.Percentile(10), 0.15),
                Arguments.of(new BaselineMethod.Percentile(50), -0.01),
                Arguments.of(new BaselineMethod.Maximin(10), 0.15));
    }

    private static double meanOfASilentCell(BaselineMethod method, boolean noiseCorrected) {
        int cells = 40;
        RunningBaseline running =
                new RunningBaseline(cells, new BaselineSettings(1800, 9, method, noiseCorrected, 0.7, 0));
        SplittableRandom random = new SplittableRandom(8);
        float[][] calibration = new float[66][cells];
        for (float[] block : calibration) {
            for (int cell = 0; cell < cells; cell++) {
                block[cell] = (float) (100 + 40 / 3.0 * random.nextGaussian());
            }
        }
        running.seed(calibration, new float[66][cells]);
        float[] fluorescence = new float[cells];
        float[] dfOverF = new float[cells];
        double sum = 0;
        int frames = 5400;
        for (int frame = 0; frame < frames; frame++) {
            for (int cell = 0; cell < cells; cell++) {
                fluorescence[cell] = (float) (100 + 40 * random.nextGaussian());
            }
            running.update(fluorescence, new float[cells], dfOverF);
            for (float value : dfOverF) {
                sum += value;
            }
        }
        return sum / frames / cells;
    }

    private static BaselineSettings asTheMethodSays(
            int windowFrames, int blockFrames, double percentile, double neuropilCoefficient, double offsetCounts) {
        return new BaselineSettings(
                windowFrames,
                blockFrames,
                new BaselineMethod.Percentile(percentile),
                false,
                neuropilCoefficient,
                offsetCounts);
    }

    private static double percentile(List<Double> all, int window, double share) {
        double[] last = all.subList(Math.max(0, all.size() - window), all.size()).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        double at = share * (last.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, last.length - 1);
        return last[below] + (at - below) * (last[above] - last[below]);
    }
}
