package org.loopscope.acquisition.activity;

/**
 * How spikes are inferred.
 *
 * @param settledLagFrames how many frames later an event is taken as settled
 */
public record SpikeSettings(SpikeModel model, int settledLagFrames) {
    public SpikeSettings {
        if (settledLagFrames < 0 || settledLagFrames > 100_000) {
            throw new IllegalArgumentException("settledLagFrames must be 0 to 100000, was " + settledLagFrames);
        }
    }

    /** {@link SpikeModel.Ar1} with no penalty and no least event, as suite2p runs OASIS. */
    public SpikeSettings(double decayFrames, int settledLagFrames) {
        this(new SpikeModel.Ar1(decayFrames, 0, 0), settledLagFrames);
    }
}
