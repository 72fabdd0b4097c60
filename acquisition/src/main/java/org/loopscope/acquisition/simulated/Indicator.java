package org.loopscope.acquisition.simulated;

/**
 * A calcium indicator's answer to one spike: {@code h(t) = A (1 - exp(-t/rise)) exp(-t/decay)}, with A such that the
 * peak is {@link #peakDfOverFPerSpike}. Values in the range measured in mouse V1 (Chen et al. 2013); the decays are the
 * usual settings for deconvolution at imaging rates.
 */
public enum Indicator {
    GCAMP6S(0.070, 1.25, 0.20),
    GCAMP6F(0.045, 0.55, 0.14);

    private final double riseS;
    private final double decayS;
    private final double peakDfOverFPerSpike;

    Indicator(double riseS, double decayS, double peakDfOverFPerSpike) {
        this.riseS = riseS;
        this.decayS = decayS;
        this.peakDfOverFPerSpike = peakDfOverFPerSpike;
    }

    public double riseS() {
        return riseS;
    }

    public double decayS() {
        return decayS;
    }

    public double peakDfOverFPerSpike() {
        return peakDfOverFPerSpike;
    }

    /** The factor A of the kernel: the kernel peaks at {@code rise * ln(1 + decay/rise)}. */
    public double amplitude() {
        double ratio = decayS / riseS;
        return peakDfOverFPerSpike * (1 + 1 / ratio) * StrictMath.pow(1 + ratio, 1 / ratio);
    }

    /** Time constant of the kernel's second exponential, {@code 1 / (1/rise + 1/decay)}, seconds. */
    public double fastS() {
        return 1 / (1 / riseS + 1 / decayS);
    }
}
