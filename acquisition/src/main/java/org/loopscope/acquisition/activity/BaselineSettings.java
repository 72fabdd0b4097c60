package org.loopscope.acquisition.activity;

/**
 * How the running baseline is taken.
 *
 * @param windowFrames length of the past that the baseline is taken over, frames
 * @param blockFrames frames that are averaged into one sample of that past
 * @param noiseCorrected whether the gap that photon noise opens between the method's low value and the resting level is
 *     put back
 * @param neuropilCoefficient share of the surround's light that shines through the cell, 0 to 1
 * @param offsetCounts what the detector reads in the dark, raw units; 0 where it has been taken off already
 */
public record BaselineSettings(
        int windowFrames,
        int blockFrames,
        BaselineMethod method,
        boolean noiseCorrected,
        double neuropilCoefficient,
        double offsetCounts) {
    public BaselineSettings {
        require(blockFrames >= 1, "blockFrames must be at least 1, was " + blockFrames);
        require(
                windowFrames >= blockFrames,
                "the baseline's window must hold a block of " + blockFrames + " frames, windowFrames was "
                        + windowFrames);
        require(
                neuropilCoefficient >= 0 && neuropilCoefficient <= 1,
                "neuropilCoefficient must lie between 0 and 1, was " + neuropilCoefficient);
        require(Double.isFinite(offsetCounts), "offsetCounts must be a number, was " + offsetCounts);
    }

    /** A percentile, 0 to 100 (exclusive), corrected for noise. */
    public BaselineSettings(
            int windowFrames, int blockFrames, double percentile, double neuropilCoefficient, double offsetCounts) {
        this(
                windowFrames,
                blockFrames,
                new BaselineMethod.Percentile(percentile),
                true,
                neuropilCoefficient,
                offsetCounts);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
