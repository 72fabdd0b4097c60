package org.loopscope.controller.whatif;

/** Pearson's correlation of two series that come value by value, and the largest difference between them. */
final class RunningCorrelation {
    private long count;
    private double meanA;
    private double meanB;
    private double squaresA;
    private double squaresB;
    private double products;
    private double largestDifference;

    /** Welford's update: sums about the running means, so that a large offset does not drown the variance. */
    void add(double a, double b) {
        count++;
        double fromA = a - meanA;
        double fromB = b - meanB;
        meanA += fromA / count;
        meanB += fromB / count;
        squaresA += fromA * (a - meanA);
        squaresB += fromB * (b - meanB);
        products += fromA * (b - meanB);
        largestDifference = Math.max(largestDifference, Math.abs(a - b));
    }

    /** Exactly 1 where the series are the same; not a number where one of them does not vary. */
    double value() {
        if (largestDifference == 0 && squaresA > 0) {
            return 1;
        }
        return squaresA > 0 && squaresB > 0 ? Math.clamp(products / Math.sqrt(squaresA * squaresB), -1, 1) : Double.NaN;
    }

    double largestDifference() {
        return largestDifference;
    }
}
