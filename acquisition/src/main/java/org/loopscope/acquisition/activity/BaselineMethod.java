package org.loopscope.acquisition.activity;

/** Which value of a cell's past is its resting fluorescence, F0. */
public sealed interface BaselineMethod {
    /**
     * A percentile of the block means in the window, linear between the order statistics k = p/100 (n - 1).
     *
     * @param percentile 0 to 100 (exclusive)
     */
    record Percentile(double percentile) implements BaselineMethod {
        public Percentile {
            if (!(percentile > 0 && percentile < 100)) {
                throw new IllegalArgumentException(
                        "the baseline's percentile must lie between 0 and 100, was " + percentile);
            }
        }
    }

    /**
     * The largest, over the window, of the smallest, over a window before each, of the smoothed block means: what
     * suite2p calls maximin, looking back only. It follows a drift in either direction and needs a rest as long as the
     * smoothing within each window.
     *
     * @param smoothingFrames standard deviation of the Gaussian that the means are smoothed with first, frames; suite2p
     *     takes 10
     */
    record Maximin(double smoothingFrames) implements BaselineMethod {
        public Maximin {
            if (!(smoothingFrames >= 0 && smoothingFrames <= 1e5)) {
                throw new IllegalArgumentException(
                        "the baseline's smoothing must be 0 to 100000 frames, was " + smoothingFrames);
            }
        }
    }
}
