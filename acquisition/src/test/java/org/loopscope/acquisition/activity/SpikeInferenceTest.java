package org.loopscope.acquisition.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.Allocation;

class SpikeInferenceTest {
    private static final double DECAY_FRAMES = 9;
    private static final double G = StrictMath.exp(-1 / DECAY_FRAMES);
    /** The input and output are floats of order 1. */
    private static final double TOLERANCE = 1e-6;

    @Test
    void shouldFindTheExactSolutionWhenTheWholeTraceIsKnown() {
        for (int seed = 0; seed < 6; seed++) {
            for (double lambda : new double[] {0, 0.3}) {
                float[] trace = noisyTrace(60, seed);
                double[] exact = ExactDeconvolution.events(doubles(trace), all(60), G, lambda);
                assertEvents(exact, offline(trace, all(60), lambda), "seed " + seed + ", lambda " + lambda);
            }
        }
    }

    @Test
    void shouldFindTheExactSolutionWhenFramesWereLost() {
        for (int seed = 0; seed < 4; seed++) {
            float[] trace = noisyTrace(60, seed);
            boolean[] present = all(60);
            Arrays.fill(present, 20, 27, false);
            present[41] = false;
            double[] exact = ExactDeconvolution.events(doubles(trace), present, G, 0);
            assertEvents(exact, offline(trace, present, 0), "seed " + seed);
        }
    }

    @Test
    void shouldReportWhatIsKnownSoFarWhenFramesComeOneByOne() {
        int lag = 4;
        float[] trace = noisyTrace(40, 11);
        SpikeInference inference = new SpikeInference(1, new SpikeSettings(DECAY_FRAMES, lag));
        float[] events = new float[1];
        float[] settled = new float[1];
        for (int frame = 0; frame < trace.length; frame++) {
            long settledFrame = inference.update(frame, new float[] {trace[frame]}, events, settled);
            double[] exact = ExactDeconvolution.events(doubles(Arrays.copyOf(trace, frame + 1)), all(frame + 1), G, 0);
            assertEquals(exact[frame], events[0], TOLERANCE, "lag 0 at frame " + frame);
            assertEquals(frame < lag ? -1 : frame - lag, settledFrame);
            assertEquals(frame < lag ? 0 : exact[frame - lag], settled[0], TOLERANCE, "settled at frame " + frame);
        }
    }

    @Test
    void shouldSettleEachFrameOnceWhenFramesWereLost() {
        SpikeInference inference = new SpikeInference(1, new SpikeSettings(DECAY_FRAMES, 2));
        long[] indices = {3, 4, 9, 10, 11, 20};
        long[] settled = new long[indices.length];
        for (int i = 0; i < indices.length; i++) {
            settled[i] = inference.update(indices[i], new float[] {i % 2}, new float[1], new float[1]);
        }
        assertEquals("[-1, -1, 3, 4, 9, 10]", Arrays.toString(settled));
    }

    @Test
    void shouldMakeNoSmallEventsWhenALeastEventIsSet() {
        float[] trace = noisyTrace(400, 5);
        SpikeInference inference = new SpikeInference(1, new SpikeSettings(DECAY_FRAMES, 398, 0, 0.5));
        int made = 0;
        for (int frame = 0; frame < trace.length; frame++) {
            inference.update(frame, new float[] {trace[frame]}, new float[1], new float[1]);
        }
        for (int frame = 2; frame < trace.length; frame++) {
            double event = inference.eventAt(0, frame);
            assertTrue(event == 0 || event >= 0.5, "event of " + event);
            made += event > 0 ? 1 : 0;
        }
        assertTrue(made > 5 && made < 60, made + " events");
    }

    @Test
    void shouldStayCloseToTheExactSolutionWhenThePoolsHaveNoMoreRoom() {
        // Calcium that climbs in every frame needs a pool for each frame: far more than there is room for.
        int frames = 300;
        float[] rising = new float[frames];
        double calcium = 0;
        for (int frame = 0; frame < frames; frame++) {
            calcium = G * calcium + 0.2;
            rising[frame] = (float) calcium;
        }
        SpikeInference inference = new SpikeInference(1, new SpikeSettings(DECAY_FRAMES, 5));
        float[] settled = new float[1];
        for (int frame = 0; frame < frames; frame++) {
            inference.update(frame, new float[] {rising[frame]}, new float[1], settled);
            assertEquals(frame < 5 ? 0 : 0.2, settled[0], TOLERANCE, "frame " + frame);
        }
        // Much less than was frozen: what is left of it decays, and no event is negative.
        float[] events = new float[1];
        inference.update(frames, new float[] {-5}, events, settled);
        assertEquals(0, events[0], 0);
        assertTrue(settled[0] >= 0, "settled " + settled[0]);
    }

    @Test
    void shouldAllocateNothingWhenWarm() {
        SpikeInference inference = new SpikeInference(20, new SpikeSettings(DECAY_FRAMES, 5));
        float[] trace = noisyTrace(1000, 3);
        float[] dfOverF = new float[20];
        float[] events = new float[20];
        float[] settled = new float[20];
        long[] frame = {0};
        assertEquals(0, Allocation.bytesPerWarmRound(() -> {
            for (int i = 0; i < 500; i++) {
                Arrays.fill(dfOverF, trace[i]);
                inference.update(frame[0]++, dfOverF, events, settled);
            }
        }));
    }

    @Test
    void shouldRefuseWhenFramesGoBackOrSettingsMakeNoSense() {
        SpikeInference inference = new SpikeInference(1, new SpikeSettings(DECAY_FRAMES, 0));
        inference.update(7, new float[1], new float[1], new float[1]);
        assertThrows(
                IllegalArgumentException.class, () -> inference.update(7, new float[1], new float[1], new float[1]));
        assertThrows(IllegalArgumentException.class, () -> new SpikeSettings(0, 5));
        assertThrows(IllegalArgumentException.class, () -> new SpikeSettings(10, -1));
        assertThrows(IllegalArgumentException.class, () -> new SpikeSettings(10, 1, -0.1, 0));
    }

    private static double[] offline(float[] trace, boolean[] present, double lambda) {
        SpikeInference inference = new SpikeInference(1, new SpikeSettings(DECAY_FRAMES, trace.length, lambda, 0));
        for (int frame = 0; frame < trace.length; frame++) {
            if (present[frame]) {
                inference.update(frame, new float[] {trace[frame]}, new float[1], new float[1]);
            }
        }
        double[] events = new double[trace.length];
        for (int frame = 0; frame < trace.length; frame++) {
            events[frame] = inference.eventAt(0, frame);
        }
        return events;
    }

    private static void assertEvents(double[] expected, double[] actual, String what) {
        for (int frame = 0; frame < expected.length; frame++) {
            assertEquals(expected[frame], actual[frame], TOLERANCE, what + ", frame " + frame);
        }
    }

    /** Spikes of 1, decaying, around a baseline that is a little too low, with noise of 0.3. */
    private static float[] noisyTrace(int frames, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] trace = new float[frames];
        double calcium = 0;
        for (int frame = 0; frame < frames; frame++) {
            calcium = G * calcium + (random.nextDouble() < 0.08 ? 1 : 0);
            trace[frame] = (float) (calcium + 0.3 * random.nextGaussian() + 0.05);
        }
        return trace;
    }

    private static boolean[] all(int frames) {
        boolean[] present = new boolean[frames];
        Arrays.fill(present, true);
        return present;
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
