package org.loopscope.inference.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RepeatedResponsesTest {
    @Test
    void shouldMatchTheAnalysisOfVarianceWhenWorkedByHand() {
        // Pictures 0: {1, 3}, 1: {5, 7}, 2: {3, 5}. Means 2, 6, 4; within 2+2+2 = 6 over 3 = 2; between
        // 2 * (4 + 4 + 0) / 2 = 8; signal = (8 - 2) / 2 = 3.
        RepeatedResponses responses = new RepeatedResponses(4, 1);
        float[][] rates = {{1, 3}, {5, 7}, {3, 5}};
        for (int picture = 0; picture < 3; picture++) {
            for (float rate : rates[picture]) {
                responses.add(picture, new float[] {rate});
            }
        }
        Reliability reliability = responses.reliability().getFirst();
        assertEquals(3, reliability.signalVariance(), 1e-9);
        assertEquals(2, reliability.noiseVariance(), 1e-9);
        assertEquals(0.6, reliability.singleTrial(), 1e-9);
        assertEquals(0.75, reliability.ofMean(2), 1e-9);
        assertEquals(Math.sqrt(0.75), reliability.noiseCeiling(2), 1e-9);
        assertEquals(3, reliability.pictures());
        assertEquals(6, reliability.presentations());
        assertArrayEquals(new int[] {0, 1, 2}, responses.picturesWith(1));
        assertArrayEquals(new float[] {2, 4, 0}, responses.means(new int[] {0, 2, 3}));
        // Pairs (1,3) (3,1) (5,7) (7,5) (3,5) (5,3): covariance sum 10, both variance sums 22, less 6 * 16 = 96.
        assertEquals((2 * (3 + 35 + 15) - 96) / (118.0 - 96), responses.leaveOneOutCorrelation()[0], 1e-9);
    }

    @Test
    void shouldFindSignalAndNoiseWhenRepeatsAreUneven() {
        // Signal variance 1, noise variance 2.33 (noise power 0.7). Seed 1; 400 pictures, 3 to 9 repeats.
        Random random = new Random(1);
        RepeatedResponses responses = new RepeatedResponses(400, 1);
        for (int picture = 0; picture < 400; picture++) {
            double signal = random.nextGaussian();
            for (int repeat = 0; repeat < 3 + picture % 7; repeat++) {
                responses.add(picture, new float[] {(float) (10 + signal + random.nextGaussian() * Math.sqrt(7.0 / 3))
                });
            }
        }
        Reliability reliability = responses.reliability().getFirst();
        // The standard error of both variances is below 0.1 here.
        assertEquals(1, reliability.signalVariance(), 0.3);
        assertEquals(7.0 / 3, reliability.noiseVariance(), 0.3);
        assertEquals(0.3, reliability.singleTrial(), 0.08);
        // One response against the mean of the n - 1 = 5 others: sqrt(0.3 * 5 * 0.3 / (1 + 4 * 0.3)) = 0.45.
        assertEquals(0.45, responses.leaveOneOutCorrelation()[0], 0.08);
    }

    @Test
    void shouldClaimNoSignalWhenResponsesAreOnlyNoise() {
        Random random = new Random(2);
        RepeatedResponses responses = new RepeatedResponses(50, 1);
        for (int i = 0; i < 500; i++) {
            responses.add(i % 50, new float[] {(float) random.nextGaussian()});
        }
        assertEquals(0, responses.reliability().getFirst().singleTrial(), 0.05);
    }

    @Test
    void shouldKnowNothingWhenNoPictureWasRepeated() {
        RepeatedResponses responses = new RepeatedResponses(3, 2);
        responses.add(0, new float[] {1, 2});
        responses.add(1, new float[] {3, 4});
        assertEquals(Reliability.UNKNOWN, responses.reliability().get(1));
        assertEquals(0, responses.reliability().get(1).noiseCeiling(10));
        assertArrayEquals(new double[2], responses.leaveOneOutCorrelation());
    }

    @Test
    void shouldRefuseWhenAResponseHasTheWrongLength() {
        RepeatedResponses responses = new RepeatedResponses(3, 2);
        assertThrows(IllegalArgumentException.class, () -> responses.add(0, new float[3]));
    }
}
