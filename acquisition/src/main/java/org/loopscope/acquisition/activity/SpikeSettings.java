package org.loopscope.acquisition.activity;

/**
 * How spikes are inferred.
 *
 * @param decayFrames time constant of the indicator's decay, frames: tau times the frame rate
 * @param settledLagFrames how many frames later an event is taken as settled
 * @param lambda weight of the L1 penalty on the events, dF/F units
 * @param leastEvent events below this size are not made, dF/F units; 0 for none
 */
public record SpikeSettings(double decayFrames, int settledLagFrames, double lambda, double leastEvent) {
    public SpikeSettings {
        require(decayFrames > 0 && decayFrames <= 1e6, "the decay must be above 0 frames, was " + decayFrames);
        require(
                settledLagFrames >= 0 && settledLagFrames <= 100_000,
                "settledLagFrames must be 0 to 100000, was " + settledLagFrames);
        require(lambda >= 0 && lambda < 1e6, "lambda must be 0 or more, was " + lambda);
        require(leastEvent >= 0 && leastEvent < 1e6, "leastEvent must be 0 or more, was " + leastEvent);
    }

    /** No penalty and no least event, as suite2p runs OASIS. */
    public SpikeSettings(double decayFrames, int settledLagFrames) {
        this(decayFrames, settledLagFrames, 0, 0);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
