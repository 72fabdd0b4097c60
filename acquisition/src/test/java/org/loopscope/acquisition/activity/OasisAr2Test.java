package org.loopscope.acquisition.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.acquisition.Allocation;
import org.loopscope.acquisition.TraceStatistics;

class OasisAr2Test {
    private static final double RISE_FRAMES = 3;
    private static final double DECAY_FRAMES = 30;
    private static final RiseAndDecay SHAPE = new RiseAndDecay(RISE_FRAMES, DECAY_FRAMES);

    @Test
    void shouldFindEveryEventWhenThereIsNoNoise() {
        int frames = 300;
        double[] kernel = kernel(frames);
        double[] trace = new double[frames];
        double[] events = new double[frames];
        for (int event : new int[] {10, 11, 40, 120, 128, 250}) {
            events[event] = 0.2 + event % 3;
            for (int frame = event; frame < frames; frame++) {
                trace[frame] += events[event] * kernel[frame - event];
            }
        }
        double[] found = greedy(trace, NoisyTrace.all(frames));
        for (int frame = 0; frame < frames; frame++) {
            // The trace is handed over as floats of order 10.
            assertEquals(events[frame], found[frame], 2e-5, "frame " + frame);
        }
    }

    /** How far the greedy solution is from the exact one: what the class says of itself. */
    @ParameterizedTest
    @CsvSource({"0.03, 5, 0.8", "0.1, 0.6, 0.8", "0.3, 0.1, 0.8"})
    void shouldComeCloseToTheExactSolutionWhenThereIsNoise(
            double noiseOfPeak, double mostExcess, double leastCorrelation) {
        double excess = 0;
        double correlation = 0;
        int seeds = 8;
        for (int seed = 0; seed < seeds; seed++) {
            int frames = 160;
            boolean[] present = NoisyTrace.present(frames, seed % 2 * 0.1, seed);
            double noise = noiseOfPeak * SHAPE.peak;
            double[] trace = NoisyTrace.doubles(NoisyTrace.of(frames, kernel(frames), noise, seed));
            double[] exact = ExactDeconvolution.events(trace, present, kernel(frames), 0);
            double[] greedy = greedy(trace, present);
            double least = ExactDeconvolution.objective(trace, present, kernel(frames), exact);
            double reached = ExactDeconvolution.objective(trace, present, kernel(frames), greedy);
            assertTrue(reached >= least * (1 - 1e-6), "below the least: " + reached + ", " + least);
            excess += (reached / least - 1) / seeds;
            correlation += TraceStatistics.correlation(
                            SmoothedCorrelation.smoothed(exact, 1.5), SmoothedCorrelation.smoothed(greedy, 1.5))
                    / seeds;
        }
        System.out.printf(
                "greedy AR(2) beside the exact solution, noise %.2f of an event's peak, seeds 0 to 7: sum of squares"
                        + " %.3f above on average, events' correlation (smoothed by 1.5 frames) %.3f%n",
                noiseOfPeak, excess, correlation);
        assertTrue(excess < mostExcess, "sum of squares above the least by " + excess);
        assertTrue(correlation > leastCorrelation, "correlation " + correlation);
    }

    @Test
    void shouldReportSettledEventsAfterTheLag() {
        SpikeInference inference = SpikeInference.of(1, new SpikeSettings(new SpikeModel.Ar2(3, 30, 0), 4));
        float[] events = new float[1];
        float[] settled = new float[1];
        for (int frame = 0; frame < 40; frame++) {
            float trace = frame < 20 ? 0 : (float) kernel(40)[frame - 20];
            long settledFrame = inference.update(frame, new float[] {trace}, events, settled);
            assertEquals(frame < 4 ? -1 : frame - 4, settledFrame);
            assertEquals(frame == 20 ? SHAPE.peak : 0, events[0], 1e-5, "lag 0, frame " + frame);
            assertEquals(frame == 24 ? SHAPE.peak : 0, settled[0], 1e-5, "settled, frame " + frame);
        }
    }

    @Test
    void shouldAllocateNothingWhenWarm() {
        SpikeInference inference = SpikeInference.of(20, new SpikeSettings(new SpikeModel.Ar2(3, 30, 0), 5));
        SplittableRandom random = new SplittableRandom(3);
        float[] dfOverF = new float[20];
        float[] events = new float[20];
        float[] settled = new float[20];
        long[] frame = {0};
        assertEquals(0, Allocation.bytesPerWarmRound(() -> {
            for (int i = 0; i < 500; i++) {
                Arrays.fill(dfOverF, (float) random.nextDouble());
                inference.update(frame[0]++, dfOverF, events, settled);
            }
        }));
    }

    @Test
    void shouldRefuseWhenTheRiseIsNoShorterThanTheDecay() {
        assertThrows(IllegalArgumentException.class, () -> new SpikeModel.Ar2(30, 30, 0));
        assertThrows(IllegalArgumentException.class, () -> new SpikeModel.Ar2(0, 30, 0));
        assertThrows(IllegalArgumentException.class, () -> new SpikeModel.Ar2(3, 30, -1));
    }

    /** Events as the first frame's step, as the exact solution has them. */
    private static double[] greedy(double[] trace, boolean[] present) {
        OasisAr2 inference = new OasisAr2(1, new SpikeModel.Ar2(RISE_FRAMES, DECAY_FRAMES, 0), trace.length);
        for (int frame = 0; frame < trace.length; frame++) {
            if (present[frame]) {
                inference.update(frame, new float[] {(float) trace[frame]}, new float[1], new float[1]);
            }
        }
        double[] events = new double[trace.length];
        for (int frame = 0; frame < trace.length; frame++) {
            events[frame] = inference.eventAt(0, frame) / SHAPE.peak;
        }
        return events;
    }

    private static double[] kernel(int frames) {
        double[] kernel = new double[frames];
        for (int k = 0; k < frames; k++) {
            kernel[k] = (StrictMath.exp(-(k + 1) / DECAY_FRAMES) - StrictMath.exp(-(k + 1) / RISE_FRAMES))
                    / (StrictMath.exp(-1 / DECAY_FRAMES) - StrictMath.exp(-1 / RISE_FRAMES));
        }
        return kernel;
    }
}
