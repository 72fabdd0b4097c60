package org.loopscope.acquisition.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class Xoshiro256Test {
    private static final int DRAWS = 1_000_000;

    @Test
    void shouldDrawNormalsWithTheMomentsAndTailsOfTheNormalLaw() {
        Xoshiro256 random = new Xoshiro256(1);
        double[] powers = new double[5];
        int beyond2 = 0;
        int beyond35 = 0;
        for (int i = 0; i < DRAWS; i++) {
            double x = random.nextNormal();
            double power = 1;
            for (int p = 1; p <= 4; p++) {
                power *= x;
                powers[p] += power / DRAWS;
            }
            beyond2 += Math.abs(x) > 2 ? 1 : 0;
            beyond35 += Math.abs(x) > 3.5 ? 1 : 0;
        }
        // Tolerances: five standard errors of each estimate.
        assertEquals(0, powers[1], 5e-3);
        assertEquals(1, powers[2], 7.1e-3);
        assertEquals(0, powers[3], 1.94e-2);
        assertEquals(3, powers[4], 4.9e-2);
        assertEquals(0.0455003, beyond2 / (double) DRAWS, 1.05e-3);
        // Beyond the ziggurat's tail start (3.44): the tail is drawn by its own rule.
        assertEquals(4.6526e-4, beyond35 / (double) DRAWS, 1.08e-4);
    }

    @Test
    void shouldDrawPoissonCountsWithEqualMeanAndVariance() {
        for (double mean : new double[] {0.03, 0.7, 6, 80}) {
            Xoshiro256 random = new Xoshiro256(2);
            int draws = 200_000;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < draws; i++) {
                int count = random.nextPoisson(mean);
                sum += count;
                squares += (double) count * count;
            }
            double measuredMean = sum / draws;
            double variance = squares / draws - measuredMean * measuredMean;
            assertEquals(mean, measuredMean, 5 * Math.sqrt(mean / draws), "mean of Poisson " + mean);
            double standardError = Math.sqrt((mean + 2 * mean * mean) / draws);
            assertEquals(mean, variance, 5 * standardError, "variance of Poisson " + mean);
        }
        assertEquals(0, new Xoshiro256(3).nextPoisson(0));
    }

    @Test
    void shouldRepeatItselfWhenReseededAndDifferBetweenStreams() {
        Xoshiro256 random = new Xoshiro256(7);
        long first = random.nextLong();
        random.nextNormal();
        random.reseed(7);
        assertEquals(first, random.nextLong());
        assertNotEquals(Xoshiro256.streamSeed(7, 0), Xoshiro256.streamSeed(7, 1));
        assertNotEquals(Xoshiro256.streamSeed(7, 0), Xoshiro256.streamSeed(8, 0));
    }

    @Test
    void shouldStayWithinBoundsWhenUniform() {
        Xoshiro256 random = new Xoshiro256(9);
        int[] seen = new int[7];
        for (int i = 0; i < 70_000; i++) {
            seen[random.nextInt(7)]++;
        }
        for (int count : seen) {
            assertTrue(Math.abs(count - 10_000) < 500, "a face of seven came up " + count + " times in 70,000");
        }
    }
}
