package org.loopscope.acquisition.simulated;

/** Takes what only a simulation knows of each frame, to be written beside the log. Called by the acquisition thread. */
@FunctionalInterface
public interface TruthSink {
    /** Truth that nobody keeps. */
    TruthSink DISCARD = (frameIndex, exposureEndNs, spikeCounts, shiftXPx, shiftYPx, delivered) -> {};

    /**
     * One frame, in order, before it is handed over.
     *
     * @param exposureEndNs session clock, nanoseconds
     * @param spikeCounts each neuron's spikes in this frame's interval; valid during the call only
     * @param shiftXPx how far the brain has moved from its rest, pixels, positive to the right
     * @param shiftYPx how far the brain has moved from its rest, pixels, positive downwards
     * @param delivered false for a frame that the microscope lost
     */
    void frame(
            long frameIndex, long exposureEndNs, int[] spikeCounts, float shiftXPx, float shiftYPx, boolean delivered);
}
