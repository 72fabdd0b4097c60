package org.loopscope.acquisition.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NoiseLevelTest {
    private static final int CELLS = 30;

    @Test
    void shouldFindTheNoiseWhenCellsAreActive() {
        NoiseLevel level = new NoiseLevel(CELLS, 1e-3);
        SplittableRandom random = new SplittableRandom(21);
        float[] values = new float[CELLS];
        double[] calcium = new double[CELLS];
        for (int frame = 0; frame < 3000; frame++) {
            for (int cell = 0; cell < CELLS; cell++) {
                calcium[cell] = 0.97 * calcium[cell] + (random.nextDouble() < 0.02 ? 1 : 0);
                values[cell] = (float) (calcium[cell] + 0.1 * random.nextGaussian());
            }
            level.add(values);
            if (frame == 150 || frame == 2999) {
                // Of 30 cells' mean: the median's own scatter is 15 % after 150 frames and 4 % later.
                assertEquals(0.1, mean(level), frame == 150 ? 0.015 : 0.006, "frame " + frame);
            }
        }
    }

    @Test
    void shouldFollowWhenTheNoiseChangesAndNeverFallBelowTheLeast() {
        NoiseLevel level = new NoiseLevel(CELLS, 0.01);
        float[] started = new float[CELLS];
        Arrays.fill(started, 0.2f);
        level.start(started, 1000);
        assertEquals(0.2, level.sigma(3), 1e-6);
        for (int frame = 0; frame < 3000; frame++) {
            level.add(new float[CELLS]);
        }
        assertEquals(0.01, level.sigma(3), 1e-6);
    }

    private static double mean(NoiseLevel level) {
        double sum = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            sum += level.sigma(cell) / CELLS;
        }
        return sum;
    }
}
