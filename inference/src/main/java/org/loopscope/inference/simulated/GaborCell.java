package org.loopscope.inference.simulated;

/**
 * One simulated V1 neuron. Its drive is the rectified answer of one Gabor filter (simple), the root of the summed
 * squares of a quadrature pair (complex), or the largest rectified answer among the filter turned to eight orientations
 * (rotation-invariant); filters have unit Euclidean norm and no answer to mean luminance. With u the
 * drive over {@code referenceDrive} less the threshold, at least 0, its rate is {@code baselineRateHz + c u / (u + s)},
 * with c such that the reference drive evokes {@code peakRateHz}: a mild saturation as of contrast responses in V1
 * (Albrecht and Hamilton 1982). It rises with the drive everywhere, so the best picture is that of the filter.
 *
 * @param kind how it combines its filters
 * @param responsive false for a cell that fires at its baseline whatever is shown
 * @param xPx centre, pixels of the picture from its left edge
 * @param yPx centre, pixels of the picture from its upper edge
 * @param orientationRad direction in which the grating runs, from the x axis towards the y axis; of a rotation-invariant
 *     cell that of the first of its filters
 * @param cyclesPerPx spatial frequency
 * @param phaseRad by how much the grating's crest lies from the centre, of a period of 2 pi; 0 for a complex cell
 * @param sigmaAcrossPx standard deviation of the envelope along the direction in which the grating runs
 * @param sigmaAlongPx standard deviation of the envelope along the stripes
 * @param referenceDrive drive of the best picture of contrast {@link #REFERENCE_CONTRAST_RMS}
 * @param threshold share of the reference drive below which nothing is evoked
 * @param semiSaturation s, in shares of the reference drive
 * @param peakRateHz evoked rate at the reference drive
 * @param baselineRateHz rate when nothing is shown
 */
public record GaborCell(
        CellKind kind,
        boolean responsive,
        double xPx,
        double yPx,
        double orientationRad,
        double cyclesPerPx,
        double phaseRad,
        double sigmaAcrossPx,
        double sigmaAlongPx,
        double referenceDrive,
        double threshold,
        double semiSaturation,
        double peakRateHz,
        double baselineRateHz) {
    /** Root mean square of the pictures that peak rates refer to. */
    public static final double REFERENCE_CONTRAST_RMS = 0.3;

    GaborCell withReferenceDrive(double drive) {
        return new GaborCell(
                kind,
                responsive,
                xPx,
                yPx,
                orientationRad,
                cyclesPerPx,
                phaseRad,
                sigmaAcrossPx,
                sigmaAlongPx,
                drive,
                threshold,
                semiSaturation,
                peakRateHz,
                baselineRateHz);
    }

    /** Noise-free rate in spikes per second at a drive. */
    double rateHz(double drive) {
        if (!responsive) {
            return baselineRateHz;
        }
        double above = Math.max(0, drive / referenceDrive - threshold);
        double atReference = (1 - threshold) / (1 - threshold + semiSaturation);
        return baselineRateHz + peakRateHz * above / (above + semiSaturation) / atReference;
    }
}
