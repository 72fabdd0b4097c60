package org.loopscope.inference.simulated;

import org.loopscope.acquisition.simulated.Xoshiro256;

/**
 * A gain of mean 1 that wanders slowly: the exponential of an Ornstein-Uhlenbeck process (Goris et al. 2014 for gain
 * fluctuations as the source of variability beyond Poisson). Exact for any step.
 */
final class GainFluctuation {
    private final double logSd;
    private final double tauS;
    private final Xoshiro256 random;
    private final double[] logGain;

    GainFluctuation(int count, double logSd, double tauS, Xoshiro256 random) {
        this.logSd = logSd;
        this.tauS = tauS;
        this.random = random;
        logGain = new double[count];
        for (int i = 0; i < count; i++) {
            logGain[i] = logSd * random.nextNormal();
        }
    }

    void step(double seconds) {
        double left = StrictMath.exp(-seconds / tauS);
        double kick = logSd * Math.sqrt(1 - left * left);
        for (int i = 0; i < logGain.length; i++) {
            logGain[i] = logGain[i] * left + kick * random.nextNormal();
        }
    }

    double gain(int index) {
        return StrictMath.exp(logGain[index] - 0.5 * logSd * logSd);
    }
}
