package org.loopscope.inference.ridge;

import java.util.List;

/**
 * Weights of the presentations for some of the outputs, with an unpenalised intercept each:
 * {@code (K + penalty I) dual = response - intercept}, the dual summing to zero.
 *
 * @param dual one row per presentation
 * @param intercepts one per output
 */
record DualSolution(double[][] dual, double[] intercepts) {
    private static final int LEAST_OUTPUTS = 15;

    /** Multiply-adds that a solution for so many outputs costs. */
    static long cost(int presentations, int outputs) {
        return (long) presentations * presentations * (outputs + 1);
    }

    /** How many outputs may be solved for with about so many multiply-adds; at least a few. */
    static int outputsFor(long work, int presentations) {
        return (int) Math.max(LEAST_OUTPUTS, work / ((long) presentations * presentations) - 1);
    }

    /** @param responses at least as many as the factor has rows; outputs {@code from} to {@code to - 1} are solved for */
    static DualSolution of(GrowingCholesky factor, List<float[]> responses, int from, int to) {
        int outputs = to - from;
        double[][] y = new double[factor.size()][outputs + 1];
        for (int i = 0; i < y.length; i++) {
            float[] response = responses.get(i);
            for (int n = 0; n < outputs; n++) {
                y[i][n] = response[from + n];
            }
            y[i][outputs] = 1;
        }
        factor.solve(y, outputs + 1);
        double[] sums = new double[outputs + 1];
        for (double[] row : y) {
            for (int n = 0; n <= outputs; n++) {
                sums[n] += row[n];
            }
        }
        double[] intercepts = new double[outputs];
        for (int n = 0; n < outputs; n++) {
            intercepts[n] = sums[n] / sums[outputs];
        }
        for (double[] row : y) {
            for (int n = 0; n < outputs; n++) {
                row[n] -= intercepts[n] * row[outputs];
            }
        }
        return new DualSolution(y, intercepts);
    }
}
