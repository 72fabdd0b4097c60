package org.loopscope.acquisition.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RunningMaximinTest {
    private static final int WINDOW = 25;
    private static final double SMOOTHING_BLOCKS = 1.2;

    @Test
    void shouldBeTheLargestOfTheSmallestWhenComparedToTheDefinition() {
        for (int calibrationBlocks : new int[] {1, 7, 60}) {
            RunningMaximin running = new RunningMaximin(3, WINDOW, SMOOTHING_BLOCKS);
            // Twice, as beginning again has to forget everything.
            assertFollowsTheDefinition(running, calibrationBlocks, 11);
            assertFollowsTheDefinition(running, calibrationBlocks, 12);
        }
    }

    @Test
    void shouldFollowADriftUpAndDownWhenTheCellRestsNowAndThen() {
        RunningMaximin running = new RunningMaximin(1, WINDOW, 0);
        running.begin(WINDOW);
        for (int block = 0; block < 500; block++) {
            double rest = 100 + 40 * StrictMath.sin(block / 150.0);
            running.add(0, (float) (block % 20 < 15 ? rest + 80 : rest));
            running.advance();
            if (block > 2 * WINDOW) {
                // At most two windows old: 50 blocks of at most 40/150 each.
                assertEquals(rest, running.f0(0), 14, "block " + block);
            }
        }
    }

    private static void assertFollowsTheDefinition(RunningMaximin running, int calibrationBlocks, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> means = new ArrayList<>();
        running.begin(calibrationBlocks);
        for (int block = 0; block < 200; block++) {
            // Steps of a half make ties likely; the second cell falls all the time, the third rises.
            double[] mean = {Math.round(8 * random.nextGaussian()) / 2.0, -block, block};
            means.add(mean);
            for (int cell = 0; cell < 3; cell++) {
                running.add(cell, (float) mean[cell]);
            }
            running.advance();
            for (int cell = 0; cell < 3 && block >= calibrationBlocks - 1; cell++) {
                assertEquals(
                        definition(means, cell, calibrationBlocks),
                        running.f0(cell),
                        // Single precision of values up to 200.
                        1e-4,
                        "seed " + seed + ", block " + block + ", cell " + cell);
            }
        }
    }

    private static double definition(List<double[]> means, int cell, int calibrationBlocks) {
        int newest = means.size() - 1;
        double largest = Double.NEGATIVE_INFINITY;
        int firstSmallest = Math.min(calibrationBlocks, WINDOW) - 1;
        for (int j = Math.max(firstSmallest, newest - WINDOW + 1); j <= newest; j++) {
            double smallest = Double.POSITIVE_INFINITY;
            for (int i = Math.max(0, j - WINDOW + 1); i <= j; i++) {
                smallest = Math.min(smallest, smoothed(means, cell, i));
            }
            largest = Math.max(largest, smallest);
        }
        return largest;
    }

    private static double smoothed(List<double[]> means, int cell, int at) {
        int reach = (int) Math.ceil(2 * SMOOTHING_BLOCKS);
        double sum = 0;
        double weights = 0;
        for (int back = 0; back <= 2 * reach && back <= at; back++) {
            double weight = Math.exp(-StrictMath.pow((back - reach) / SMOOTHING_BLOCKS, 2) / 2);
            sum += weight * means.get(at - back)[cell];
            weights += weight;
        }
        return sum / weights;
    }
}
