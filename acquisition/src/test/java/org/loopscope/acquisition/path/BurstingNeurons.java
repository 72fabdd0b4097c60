package org.loopscope.acquisition.path;

import org.loopscope.acquisition.simulated.SimulatedNeurons;
import org.loopscope.acquisition.simulated.Xoshiro256;

/**
 * Neurons of 0.2 to 2 Hz, log-uniform: steady at first, then with bursts at ten times their rate in a tenth of all half
 * seconds.
 */
public final class BurstingNeurons implements SimulatedNeurons {
    private static final int BURST_FRAMES = 15;

    private final int count;
    private final long steadyFrames;
    private final Xoshiro256 random;
    private final double[] rateHz;
    private final double[] factor;
    private long frame;

    public BurstingNeurons(int count, long steadyFrames, long seed) {
        this.count = count;
        this.steadyFrames = steadyFrames;
        this.random = new Xoshiro256(seed);
        this.rateHz = new double[count];
        this.factor = new double[count];
        for (int cell = 0; cell < count; cell++) {
            rateHz[cell] = 0.2 * Math.pow(10, random.nextDouble());
            factor[cell] = 1;
        }
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void spikes(long fromNs, long toNs, int[] spikeCounts) {
        boolean redraw = frame >= steadyFrames && frame % BURST_FRAMES == 0;
        frame++;
        for (int cell = 0; cell < count; cell++) {
            if (redraw) {
                factor[cell] = random.nextDouble() < 0.1 ? 10 : 0.6;
            }
            spikeCounts[cell] = random.nextPoisson(rateHz[cell] * factor[cell] * (toNs - fromNs) * 1e-9);
        }
    }
}
