package org.loopscope.acquisition.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeuropilCoefficientTest {
    private static final long SEED = 8;
    private static final int BLOCKS = 200;
    private static final int CELLS = 40;

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 0.7, 0.9})
    void shouldFindTheShareWhenCellsFireNowAndThen(double share) {
        Random random = new Random(SEED);
        float[][] light = new float[BLOCKS][CELLS];
        float[][] surround = new float[BLOCKS][CELLS];
        double wave = 0;
        double[] event = new double[CELLS];
        for (int block = 0; block < BLOCKS; block++) {
            wave = 0.9 * wave + 8 * random.nextGaussian();
            for (int cell = 0; cell < CELLS; cell++) {
                event[cell] = 0.8 * event[cell] + (random.nextInt(25) == 0 ? 200 * random.nextDouble() : 0);
                surround[block][cell] = (float) (400 + wave + random.nextGaussian());
                light[block][cell] = (float) (600 + share * wave + event[cell] + 5 * random.nextGaussian());
            }
        }
        double found = NeuropilCoefficient.estimate(light, surround, Double.NaN);
        System.out.printf("neuropil share %.2f, estimated %.3f, seed %d%n", share, found, SEED);
        assertEquals(share, found, 0.06);
    }

    @Test
    void shouldSayWhatItWasGivenWhenThereIsTooLittleToTell() {
        assertEquals(0.7, NeuropilCoefficient.estimate(new float[5][CELLS], new float[5][CELLS], 0.7));
        assertEquals(0.7, NeuropilCoefficient.estimate(new float[BLOCKS][CELLS], new float[BLOCKS][CELLS], 0.7));
    }
}
