package org.loopscope.inference.ridge;

import java.util.ArrayList;
import java.util.List;

/**
 * What a ridge regression takes for given: the two numbers that are searched for.
 *
 * @param penaltyIndex which variance of the noise, that of the signal in the bands that are scaled each alike being 1
 * @param shareIndex which variance of the signal in the bands that are scaled together
 */
record Prior(int penaltyIndex, int shareIndex) {
    private static final double[] PENALTIES = {0.1, 0.3, 1, 3, 10, 30};
    private static final double[] SHARES = {0.03, 0.1, 0.3, 1};
    private static final Prior MIDDLE = new Prior(2, 1);

    static Prior middle() {
        return MIDDLE;
    }

    /** All there are, or where the search goes on from an earlier one, those next to it. */
    static List<Prior> candidates(Prior around, boolean all) {
        List<Prior> candidates = new ArrayList<>();
        for (int p = 0; p < PENALTIES.length; p++) {
            for (int s = 0; s < SHARES.length; s++) {
                if (all || (Math.abs(p - around.penaltyIndex) <= 1 && Math.abs(s - around.shareIndex) <= 1)) {
                    candidates.add(new Prior(p, s));
                }
            }
        }
        return candidates;
    }

    double penalty() {
        return PENALTIES[penaltyIndex];
    }

    double share() {
        return SHARES[shareIndex];
    }
}
