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

    /** Those that differ by one place in one of the two numbers. */
    List<Prior> neighbours() {
        List<Prior> neighbours = new ArrayList<>();
        for (int by = 1; by >= -1; by -= 2) {
            if (penaltyIndex + by >= 0 && penaltyIndex + by < PENALTIES.length) {
                neighbours.add(new Prior(penaltyIndex + by, shareIndex));
            }
            if (shareIndex + by >= 0 && shareIndex + by < SHARES.length) {
                neighbours.add(new Prior(penaltyIndex, shareIndex + by));
            }
        }
        return neighbours;
    }

    double penalty() {
        return PENALTIES[penaltyIndex];
    }

    double share() {
        return SHARES[shareIndex];
    }
}
