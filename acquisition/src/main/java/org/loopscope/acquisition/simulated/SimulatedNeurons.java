package org.loopscope.acquisition.simulated;

/**
 * The neurons under a simulated microscope. Owned here so that the microscope needs to know nothing of what drives
 * them. Called by the acquisition thread only.
 */
public interface SimulatedNeurons {
    int count();

    /**
     * Draws each neuron's spike count in {@code [fromNs, toNs)}, session clock, given what was on the screen. Calls are
     * contiguous and in order.
     *
     * @param spikeCounts receives one count per neuron
     */
    void spikes(long fromNs, long toNs, int[] spikeCounts);
}
