package org.loopscope.inference.quality;

/**
 * How much of a neuron's response comes back when the picture does.
 *
 * @param signalVariance variance, over pictures, of the mean response that endless repeats would give; at least 0
 * @param noiseVariance variance of a single response about that mean
 * @param pictures pictures that the estimate rests on
 * @param presentations presentations that the estimate rests on
 */
public record Reliability(double signalVariance, double noiseVariance, int pictures, int presentations) {
    private static final double LEAST_RELIABLE = 0.15;
    private static final double STANDARD_ERRORS = 3;

    /** What is known before two pictures were shown twice: nothing. */
    public static final Reliability UNKNOWN = new Reliability(0, 0, 0, 0);

    /** Expected correlation between two single presentations of the same pictures, 0 to 1. */
    public double singleTrial() {
        return ofMean(1);
    }

    /** Expected correlation between two means of {@code repeats} presentations each (Spearman-Brown), 0 to 1. */
    public double ofMean(int repeats) {
        if (repeats < 1) {
            throw new IllegalArgumentException("a mean of " + repeats + " repeats has no reliability: give at least 1");
        }
        double total = signalVariance + noiseVariance / repeats;
        return total > 0 ? signalVariance / total : 0;
    }

    /**
     * Whether there is enough signal to measure a model by: at least 0.15 of a single presentation's variance, the
     * threshold of Cadena et al. 2019, and so much that the analysis of variance's F is three of its standard errors above
     * 1. Of neurons without any signal the second lets pass 1 in 110 at 25 pictures and 8 repeats, 1 in 60 at 3 repeats.
     */
    public boolean reliable() {
        if (pictures < 2 || presentations <= pictures || singleTrial() < LEAST_RELIABLE) {
            return false;
        }
        double excess = signalVariance * presentations / pictures;
        double error = Math.sqrt(2.0 / (pictures - 1) + 2.0 / (presentations - pictures));
        return excess > STANDARD_ERRORS * error * noiseVariance;
    }

    /** The highest correlation that a perfect model can expect with the mean of {@code repeats} presentations. */
    public double noiseCeiling(int repeats) {
        return Math.sqrt(ofMean(repeats));
    }
}
