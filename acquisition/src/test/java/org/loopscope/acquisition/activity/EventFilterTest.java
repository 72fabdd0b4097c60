package org.loopscope.acquisition.activity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.Allocation;
import org.loopscope.acquisition.activity.SpikeModel.Readout;

class EventFilterTest {
    private static final double RATE_HZ = 30;
    private static final double TAU_S = 1.25;

    /** The first frame's posterior, over the events' sizes by the trapezium rule. */
    @Test
    void shouldExpectWhatIntegrationOverTheEventsExpects() {
        double rise = 3;
        double decay = 30;
        double p = 0.05;
        double mean = 0.8;
        double r = StrictMath.exp(-1 / rise);
        double g = StrictMath.exp(-1 / decay);
        // Before the first frame calcium is known to within the mean event; the noise is the least there is.
        double prior = g * g * mean * mean + 0.15 * 0.15 * 0.005 * 0.005;
        double variance = prior + 0.005 * 0.005;
        double gain = prior / variance;
        for (double y : new double[] {-0.5, 0, 0.3, 1.5, 4}) {
            double[] expected = posterior(y, p, mean * (1 - r), variance);
            double raised = gain * y + (1 - gain) * expected[1];
            SpikeModel.Filtered step = new SpikeModel.Filtered(rise, decay, p, mean, Readout.STEP);
            assertEquals(Math.max(0, raised), first(step, y), 1e-5, "step at " + y);
            SpikeModel.Filtered strength = new SpikeModel.Filtered(rise, decay, p, mean, Readout.STRENGTH);
            assertEquals(Math.sqrt(expected[0] * Math.max(0, raised)), first(strength, y), 1e-5, "strength at " + y);
        }
    }

    @Test
    void shouldTellEventsFromNoiseBetterThanOasisAtLag0() {
        long seed = 90;
        SpikeModel.Filtered model = new SpikeModel.Filtered(TAU_S, RATE_HZ);
        int frames = 20_000;
        double[] truth = new double[frames];
        // Noise of a third of an event's peak.
        float[] trace = simulated(model, 0.33, seed, truth);
        double oasis = correlation(new SpikeModel.Ar1(model.decayFrames(), 0, 0), trace, truth);
        double filter = correlation(model, trace, truth);
        System.out.printf("simulated, seed %d, lag 0: OASIS AR(1) %.3f, filter %.3f%n", seed, oasis, filter);
        assertTrue(filter > oasis + 0.02, "filter " + filter + ", OASIS " + oasis);
    }

    @Test
    void shouldNeedNoRiseTimeThatIsExactlyRight() {
        SpikeModel.Filtered assumed = new SpikeModel.Filtered(TAU_S, RATE_HZ);
        for (double riseFrames : new double[] {0.3, 1.5, 6}) {
            SpikeModel.Filtered real = new SpikeModel.Filtered(
                    riseFrames, assumed.decayFrames(), assumed.eventsPerFrame(), 1, Readout.STRENGTH);
            double[] truth = new double[20_000];
            float[] trace = simulated(real, 0.2, 91, truth);
            double oasis = correlation(new SpikeModel.Ar1(assumed.decayFrames(), 0, 0), trace, truth);
            double filter = correlation(assumed, trace, truth);
            System.out.printf(
                    "simulated, seed 91, rise of %.1f frames: OASIS AR(1) %.3f, filter for %.1f frames %.3f%n",
                    riseFrames, oasis, assumed.riseFrames(), filter);
            assertTrue(filter > oasis, riseFrames + ": filter " + filter + ", OASIS " + oasis);
        }
    }

    @Test
    void shouldStayFiniteAndAnswerAtOnceWhenFramesWereLost() {
        SpikeInference inference = SpikeInference.of(1, new SpikeSettings(new SpikeModel.Filtered(TAU_S, RATE_HZ), 2));
        SplittableRandom random = new SplittableRandom(5);
        float[] events = new float[1];
        long frame = 0;
        for (int i = 0; i < 400; i++) {
            frame += i == 200 ? 1_000_000_000_000L : 1 + i % 7 / 6 * 20;
            float y = (float) (0.1 * random.nextGaussian() + (i % 100 < 10 ? 2 : 0));
            inference.update(frame, new float[] {y}, events, new float[1]);
            assertTrue(events[0] >= 0 && events[0] < 3, "events " + events[0] + " at " + i);
        }
        long before = frame;
        assertThrows(
                IllegalArgumentException.class,
                () -> inference.update(before, new float[1], new float[1], new float[1]));
    }

    @Test
    void shouldGiveTheSameBitsWhereverACellStands() {
        SpikeModel.Filtered model = new SpikeModel.Filtered(TAU_S, RATE_HZ);
        SpikeInference one = SpikeInference.of(1, new SpikeSettings(model, 5));
        SpikeInference many = SpikeInference.of(3, new SpikeSettings(model, 5));
        SplittableRandom random = new SplittableRandom(6);
        float[] alone = new float[1];
        float[] together = new float[3];
        for (int frame = 0; frame < 500; frame++) {
            float y = (float) random.nextGaussian();
            one.update(frame, new float[] {y}, alone, new float[1]);
            many.update(frame, new float[] {frame, y, -y}, together, new float[3]);
            assertArrayEquals(alone, new float[] {together[1]}, 0, "frame " + frame);
        }
    }

    @Test
    void shouldAllocateNothingWhenWarm() {
        SpikeInference inference = SpikeInference.of(20, new SpikeSettings(new SpikeModel.Filtered(TAU_S, RATE_HZ), 5));
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
    void shouldRefuseWhenTheModelMakesNoSense() {
        assertThrows(IllegalArgumentException.class, () -> new SpikeModel.Filtered(0, RATE_HZ));
        assertThrows(IllegalArgumentException.class, () -> new SpikeModel.Filtered(3, 30, 1, 1, Readout.STEP));
        assertThrows(IllegalArgumentException.class, () -> new SpikeModel.Filtered(3, 30, 0.1, 0, Readout.STEP));
    }

    /** @return the event's probability and the expected step, given that a step plus noise came to y */
    private static double[] posterior(double y, double p, double meanStep, double variance) {
        double none = (1 - p) * StrictMath.exp(-y * y / (2 * variance));
        double width = meanStep / 20_000;
        double event = 0;
        double step = 0;
        for (int i = 0; i < 800_000; i++) {
            double s = i * width;
            double density = p
                    * StrictMath.exp(-s / meanStep - (y - s) * (y - s) / (2 * variance))
                    / meanStep
                    * width
                    * (i == 0 ? 0.5 : 1);
            event += density;
            step += s * density;
        }
        return new double[] {event / (event + none), step / (event + none)};
    }

    private static double first(SpikeModel.Filtered model, double y) {
        float[] events = new float[1];
        SpikeInference.of(1, new SpikeSettings(model, 0)).update(0, new float[] {(float) y}, events, new float[1]);
        return events[0];
    }

    /** Events of 0.5 to 1.5 at 0.5 Hz; the noise is given as a share of the peak of an event of 1. */
    private static float[] simulated(SpikeModel.Filtered model, double noise, long seed, double[] truth) {
        SplittableRandom random = new SplittableRandom(seed);
        double r = StrictMath.exp(-1 / model.riseFrames());
        double g = StrictMath.exp(-1 / model.decayFrames());
        float[] trace = new float[truth.length];
        double store = 0;
        double calcium = 0;
        for (int frame = 0; frame < trace.length; frame++) {
            truth[frame] = random.nextDouble() < 0.5 / RATE_HZ ? 0.5 + random.nextDouble() : 0;
            store = r * store + truth[frame];
            calcium = g * calcium + (1 - r) * store;
            trace[frame] = (float) (calcium + noise * random.nextGaussian());
        }
        return trace;
    }

    private static double correlation(SpikeModel model, float[] trace, double[] truth) {
        SpikeInference inference = SpikeInference.of(1, new SpikeSettings(model, 0));
        double[] inferred = new double[trace.length];
        float[] events = new float[1];
        for (int frame = 0; frame < trace.length; frame++) {
            inference.update(frame, new float[] {trace[frame]}, events, new float[1]);
            inferred[frame] = events[0];
        }
        return SmoothedCorrelation.of(List.of(inferred), List.of(truth), 1.5);
    }
}
