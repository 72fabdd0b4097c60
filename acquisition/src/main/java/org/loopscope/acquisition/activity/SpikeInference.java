package org.loopscope.acquisition.activity;

/**
 * From each cell's dF/F to its events, frame by frame and without looking ahead: once as far as the newest frame tells
 * (lag 0, what a decision can use at once) and once a chosen number of frames later, when more is known. One thread;
 * allocates nothing per frame.
 */
public sealed interface SpikeInference permits OasisAr1, OasisAr2, EventFilter {
    static SpikeInference of(int cells, SpikeSettings settings) {
        return switch (settings.model()) {
            case SpikeModel.Ar1 ar1 -> new OasisAr1(cells, ar1, settings.settledLagFrames());
            case SpikeModel.Ar2 ar2 -> new OasisAr2(cells, ar2, settings.settledLagFrames());
            case SpikeModel.Filtered filtered -> new EventFilter(cells, filtered, settings.settledLagFrames());
        };
    }

    /**
     * One frame.
     *
     * @param frameIndex above that of the frame before; where it jumps, frames were lost
     * @param events receives each cell's events at this frame as far as this frame tells, in the unit of
     *     {@link SpikeModel}
     * @param settledEvents receives each cell's events at the frame that came {@code settledLagFrames} frames ago, dF/F
     *     units, 0 where there was none yet
     * @return the index of that frame, -1 while there is none
     * @throws IllegalArgumentException if the frame is not after the one before
     */
    long update(long frameIndex, float[] dfOverF, float[] events, float[] settledEvents);
}
