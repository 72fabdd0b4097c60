package org.loopscope.controller.whatif;

import java.util.Arrays;
import java.util.Optional;

/**
 * How alike the two activities are, over the frames that have both and the cells that are in both.
 *
 * @param frames how many
 * @param firstDifference where the activity first differs in a bit; empty where it never does
 * @param dfOverF of dF/F
 * @param events of the events at lag 0
 */
public record ActivityAgreement(
        long frames, Optional<FirstDifference> firstDifference, Agreement dfOverF, Agreement events) {

    /** @param what in words: which figure of which cell, and both values */
    public record FirstDifference(long frameIndex, String what) {}

    /**
     * Of one figure.
     *
     * @param correlation over frames, by recorded cell; not a number where the cell is not in both, or does not vary
     * @param largestDifference in the figure's own unit
     */
    public record Agreement(double[] correlation, double largestDifference) {
        /** Not a number of no cell. */
        public double median() {
            double[] known = known();
            int half = known.length / 2;
            if (known.length == 0) {
                return Double.NaN;
            }
            return known.length % 2 == 1 ? known[half] : (known[half - 1] + known[half]) / 2;
        }

        /** Not a number of no cell. */
        public double worst() {
            double[] known = known();
            return known.length == 0 ? Double.NaN : known[0];
        }

        /** The recorded cell that has the worst; -1 of no cell. */
        public int worstCell() {
            double worst = worst();
            for (int cell = 0; cell < correlation.length; cell++) {
                if (correlation[cell] == worst) {
                    return cell;
                }
            }
            return -1;
        }

        private double[] known() {
            return Arrays.stream(correlation)
                    .filter(value -> !Double.isNaN(value))
                    .sorted()
                    .toArray();
        }
    }
}
