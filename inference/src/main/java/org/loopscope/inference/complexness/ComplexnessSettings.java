package org.loopscope.inference.complexness;

/**
 * How cells are told apart. The thresholds are those of Ukita et al. 2019, but for the complexness: at their 0 the label of
 * an ideal simple cell is a coin toss, since both models then predict the same.
 *
 * @param startsPerCell random starts that images are climbed to from
 * @param ascentSteps gradient steps of each start
 * @param stepsPerSlice ascent steps that one slice of the work takes, over all starts of a cell
 * @param leastShareOfBest an image is kept when its predicted response is at least this share of the cell's best
 * @param sameImageCosine of two images with a cosine above this, the better one is kept
 * @param threshold complexness above which a cell is complex-like
 * @param phaseInvariantCosine a cell with two images of a cosine below this is phase-invariant
 * @param leastPrediction correlation of prediction and held-out responses that a cell needs to be looked at
 * @param leastPresentations single presentations that a cell is judged by at least: a model of fewer finds a straight
 *     line where there is none, and complex cells pass for simple
 * @param resamples bootstrap samples over presentations
 * @param leastConfidence share of them that has to agree on a label, above one half
 */
public record ComplexnessSettings(
        int startsPerCell,
        int ascentSteps,
        int stepsPerSlice,
        double leastShareOfBest,
        double sameImageCosine,
        double threshold,
        double phaseInvariantCosine,
        double leastPrediction,
        int leastPresentations,
        int resamples,
        double leastConfidence) {
    /** The threshold that labels go by. */
    public static final double THRESHOLD = 0.05;

    public ComplexnessSettings {
        require(startsPerCell >= 1 && startsPerCell <= 256, "starts per cell", startsPerCell, "1 to 256");
        require(ascentSteps >= 1, "ascent steps", ascentSteps, "at least 1");
        require(stepsPerSlice >= 1, "steps per slice", stepsPerSlice, "at least 1");
        require(leastShareOfBest > 0 && leastShareOfBest <= 1, "least share of the best", leastShareOfBest, "0 to 1");
        require(sameImageCosine > 0 && sameImageCosine <= 1, "cosine of equal images", sameImageCosine, "0 to 1");
        require(threshold >= 0 && threshold < 1, "threshold", threshold, "0 or more, below 1");
        require(Math.abs(phaseInvariantCosine) <= 1, "phase-invariant cosine", phaseInvariantCosine, "-1 to 1");
        require(leastPrediction >= 0 && leastPrediction < 1, "least prediction", leastPrediction, "0 or more, below 1");
        require(leastPresentations >= 20, "least presentations", leastPresentations, "at least 20");
        require(resamples >= 20 && resamples <= 100_000, "resamples", resamples, "20 to 100000");
        require(leastConfidence > 0.5 && leastConfidence <= 1, "least confidence", leastConfidence, "0.5 to 1");
    }

    /** For so many starts and steps, and at least so many presentations; slices of about 24 ascent steps. */
    public static ComplexnessSettings of(int startsPerCell, int ascentSteps, int leastPresentations) {
        return new ComplexnessSettings(
                startsPerCell, ascentSteps, 24, 0.8, 0.95, THRESHOLD, -0.5, 0.3, leastPresentations, 500, 0.9);
    }

    private static void require(boolean holds, String what, double value, String range) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "simple and complex cells: " + what + " is " + value + ", give " + range);
        }
    }
}
