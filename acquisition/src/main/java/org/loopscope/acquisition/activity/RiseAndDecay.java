package org.loopscope.acquisition.activity;

/**
 * What one event adds to calcium, frame by frame after it: {@code h_k = (g^(k+1) - r^(k+1)) / (g - r)}, which is
 * AR(2) with the roots {@code g} and {@code r}, {@code h_0 = 1}. It is kept as two decays,
 * {@code h_k = slow g^k + fast r^k}.
 */
final class RiseAndDecay {
    final double g;
    final double r;
    final double slow;
    final double fast;
    /** The largest h. */
    final double peak;

    RiseAndDecay(double riseFrames, double decayFrames) {
        g = StrictMath.exp(-1 / decayFrames);
        r = StrictMath.exp(-1 / riseFrames);
        slow = g / (g - r);
        fast = -r / (g - r);
        double highest = 1;
        double rising = r;
        double decaying = g;
        for (double h = at(decaying, rising); h > highest; h = at(decaying, rising)) {
            highest = h;
            decaying *= g;
            rising *= r;
        }
        peak = highest;
    }

    /** h of the frame whose powers of g and r are given. */
    double at(double powerOfG, double powerOfR) {
        return slow * powerOfG + fast * powerOfR;
    }
}
