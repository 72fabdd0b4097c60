package org.loopscope.acquisition.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.Allocation;

class OasisAr1Test {
    private static final double DECAY_FRAMES = 9;
    private static final double G = StrictMath.exp(-1 / DECAY_FRAMES);
    private static final double EXACT = 1e-9;
    /** What the stage hands on are floats of order 1. */
    private static final double TOLERANCE = 1e-6;

    @Test
    void shouldFindTheExactSolutionWhenTheWholeTraceIsKnown() {
        int seed = 0;
        for (int frames : new int[] {1, 2, 60, 300}) {
            for (double decayFrames : new double[] {2, 9, 37.5}) {
                for (double lambda : new double[] {0, 0.3}) {
                    for (double noise : new double[] {0.05, 0.3, 1}) {
                        assertExact(frames, decayFrames, lambda, noise, NoisyTrace.all(frames), seed++);
                    }
                }
            }
        }
    }

    @Test
    void shouldFindTheExactSolutionWhenFramesWereLost() {
        for (int seed = 0; seed < 6; seed++) {
            boolean[] present = NoisyTrace.present(200, 0.1, seed);
            Arrays.fill(present, 20, 27, false);
            assertExact(200, seed % 2 == 0 ? 9 : 30, 0, 0.3, present, seed);
        }
    }

    @Test
    void shouldReportWhatIsKnownSoFarWhenFramesComeOneByOne() {
        int lag = 4;
        float[] trace = NoisyTrace.of(40, NoisyTrace.decay(40, G), 0.3, 11);
        SpikeInference inference = SpikeInference.of(1, new SpikeSettings(DECAY_FRAMES, lag));
        float[] events = new float[1];
        float[] settled = new float[1];
        for (int frame = 0; frame < trace.length; frame++) {
            long settledFrame = inference.update(frame, new float[] {trace[frame]}, events, settled);
            double[] exact = ExactDeconvolution.events(
                    NoisyTrace.doubles(Arrays.copyOf(trace, frame + 1)),
                    NoisyTrace.all(frame + 1),
                    NoisyTrace.decay(frame + 1, G),
                    0);
            assertEquals(exact[frame], events[0], TOLERANCE, "lag 0 at frame " + frame);
            assertEquals(frame < lag ? -1 : frame - lag, settledFrame);
            assertEquals(frame < lag ? 0 : exact[frame - lag], settled[0], TOLERANCE, "settled at frame " + frame);
        }
    }

    @Test
    void shouldSettleEachFrameOnceWhenFramesWereLost() {
        SpikeInference inference = SpikeInference.of(1, new SpikeSettings(DECAY_FRAMES, 2));
        long[] indices = {3, 4, 9, 10, 11, 20};
        long[] settled = new long[indices.length];
        for (int i = 0; i < indices.length; i++) {
            settled[i] = inference.update(indices[i], new float[] {i % 2}, new float[1], new float[1]);
        }
        assertEquals("[-1, -1, 3, 4, 9, 10]", Arrays.toString(settled));
    }

    @Test
    void shouldMakeNoSmallEventsWhenALeastEventIsSet() {
        float[] trace = NoisyTrace.of(400, NoisyTrace.decay(400, G), 0.3, 5);
        OasisAr1 inference = new OasisAr1(1, new SpikeModel.Ar1(DECAY_FRAMES, 0, 0.5), 398);
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
        SpikeInference inference = SpikeInference.of(1, new SpikeSettings(DECAY_FRAMES, 5));
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
        SpikeInference inference = SpikeInference.of(20, new SpikeSettings(DECAY_FRAMES, 5));
        float[] trace = NoisyTrace.of(1000, NoisyTrace.decay(1000, G), 0.3, 3);
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
        SpikeInference inference = SpikeInference.of(1, new SpikeSettings(DECAY_FRAMES, 0));
        inference.update(7, new float[1], new float[1], new float[1]);
        assertThrows(
                IllegalArgumentException.class, () -> inference.update(7, new float[1], new float[1], new float[1]));
        assertThrows(IllegalArgumentException.class, () -> new SpikeSettings(0, 5));
        assertThrows(IllegalArgumentException.class, () -> new SpikeSettings(10, -1));
        assertThrows(IllegalArgumentException.class, () -> new SpikeModel.Ar1(10, -0.1, 0));
    }

    private static void assertExact(
            int frames, double decayFrames, double lambda, double noise, boolean[] present, int seed) {
        double g = StrictMath.exp(-1 / decayFrames);
        double[] kernel = NoisyTrace.decay(frames, g);
        float[] trace = NoisyTrace.of(frames, kernel, noise, seed);
        OasisAr1 inference = new OasisAr1(1, new SpikeModel.Ar1(decayFrames, lambda, 0), frames);
        for (int frame = 0; frame < frames; frame++) {
            if (present[frame]) {
                inference.update(frame, new float[] {trace[frame]}, new float[1], new float[1]);
            }
        }
        double[] exact = ExactDeconvolution.events(NoisyTrace.doubles(trace), present, kernel, lambda * (1 - g));
        for (int frame = 0; frame < frames; frame++) {
            String where = frames + " frames, decay " + decayFrames + ", lambda " + lambda + ", noise " + noise
                    + ", seed " + seed + ": frame " + frame;
            assertEquals(exact[frame], inference.eventAt(0, frame), EXACT, where);
        }
    }
}
