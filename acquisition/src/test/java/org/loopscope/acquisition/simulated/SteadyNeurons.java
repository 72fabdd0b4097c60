package org.loopscope.acquisition.simulated;

/** Neurons that fire independently at one steady rate: the simplest that can lie under a microscope. */
final class SteadyNeurons implements SimulatedNeurons {
    private final int count;
    private final double rateHz;
    private final Xoshiro256 random = new Xoshiro256(99);
    private long lastToNs = Long.MIN_VALUE;

    SteadyNeurons(int count, double rateHz) {
        this.count = count;
        this.rateHz = rateHz;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void spikes(long fromNs, long toNs, int[] spikeCounts) {
        if (lastToNs != Long.MIN_VALUE && fromNs != lastToNs) {
            throw new IllegalStateException("asked from " + fromNs + " ns after " + lastToNs + " ns");
        }
        lastToNs = toNs;
        for (int i = 0; i < spikeCounts.length; i++) {
            spikeCounts[i] = random.nextPoisson(rateHz * (toNs - fromNs) * 1e-9);
        }
    }
}
