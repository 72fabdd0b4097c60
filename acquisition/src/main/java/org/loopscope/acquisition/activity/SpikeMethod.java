package org.loopscope.acquisition.activity;

/** The ways to read spikes back, each with the usual values of its {@link SpikeModel}. */
public enum SpikeMethod {
    /** {@link SpikeModel.Filtered}: at lag 0 what is expected under the noise, settled as {@link #OASIS_AR2}. */
    FILTER,
    /** {@link SpikeModel.Ar1} with no penalty and no least event, as suite2p runs OASIS. */
    OASIS_AR1,
    /** {@link SpikeModel.Ar2} with the rise of {@link SpikeModel.Filtered} and no least event. */
    OASIS_AR2;

    /**
     * @param tauS decay of the indicator, seconds
     * @param rateHz of the frames of one plane
     */
    public SpikeModel model(double tauS, double rateHz) {
        SpikeModel.Filtered filtered = new SpikeModel.Filtered(tauS, rateHz);
        return switch (this) {
            case FILTER -> filtered;
            case OASIS_AR1 -> new SpikeModel.Ar1(filtered.decayFrames(), 0, 0);
            case OASIS_AR2 -> new SpikeModel.Ar2(filtered.riseFrames(), filtered.decayFrames(), 0);
        };
    }
}
