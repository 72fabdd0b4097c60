package org.loopscope.acquisition.roi;

/**
 * What a cell looks like.
 *
 * @param somaDiameterPx typical diameter of a cell body
 * @param maxCells at most so many cells are kept, the clearest first
 * @param activityThreshold least power of a seed's slow fluctuation, in variances of its noise
 * @param contrastThreshold least height of a blob over its surround in the mean image, in robust standard deviations
 */
public record DetectionSettings(
        double somaDiameterPx, int maxCells, double activityThreshold, double contrastThreshold) {
    public DetectionSettings {
        if (!(somaDiameterPx >= 3 && somaDiameterPx <= 100)) {
            throw new IllegalArgumentException("somaDiameterPx must be 3 to 100, was " + somaDiameterPx);
        }
        if (maxCells < 1) {
            throw new IllegalArgumentException("maxCells must be at least 1, was " + maxCells);
        }
        if (!(activityThreshold > 0) || !(contrastThreshold > 0)) {
            throw new IllegalArgumentException(
                    "thresholds of detection must be above 0, were " + activityThreshold + " and " + contrastThreshold);
        }
    }

    public static DetectionSettings standard(double somaDiameterPx, int maxCells) {
        return new DetectionSettings(somaDiameterPx, maxCells, 0.5, 2.5);
    }

    double somaAreaPx() {
        return Math.PI / 4 * somaDiameterPx * somaDiameterPx;
    }
}
