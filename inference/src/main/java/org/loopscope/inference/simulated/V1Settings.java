package org.loopscope.inference.simulated;

import org.loopscope.stimulus.PictureSize;

/**
 * A simulated population of V1 neurons.
 *
 * @param neurons how many
 * @param pictureSize of the pictures that they see
 * @param simpleFraction share of simple cells, the rest are complex
 * @param rotationInvariantFraction share of cells, of either sort, that are rotation-invariant in its place
 * @param unresponsiveFraction share of cells that nothing on the screen drives
 * @param medianPeakRateHz median over cells of the evoked rate at the best picture of the reference contrast
 * @param visualLatencyNs from the screen to the cortex
 * @param smoothingNs time constant of a rate's approach to its new value
 * @param sharedGainLogSd standard deviation of the logarithm of the gain that all cells share
 * @param privateGainLogSd the same for the gain that each cell has to itself
 * @param gainTauS correlation time of both
 * @param seed of the cells and of their spikes
 */
public record V1Settings(
        int neurons,
        PictureSize pictureSize,
        double simpleFraction,
        double rotationInvariantFraction,
        double unresponsiveFraction,
        double medianPeakRateHz,
        long visualLatencyNs,
        long smoothingNs,
        double sharedGainLogSd,
        double privateGainLogSd,
        double gainTauS,
        long seed) {
    public V1Settings {
        check("neurons", neurons, 1, 20_000);
        check("picture width in pixels", pictureSize.widthPx(), 12, 256);
        check("picture height in pixels", pictureSize.heightPx(), 12, 256);
        check("share of simple cells", simpleFraction, 0, 1);
        check("share of rotation-invariant cells", rotationInvariantFraction, 0, 1);
        check("share of unresponsive cells", unresponsiveFraction, 0, 1);
        check("median peak rate in Hz", medianPeakRateHz, 1, 500);
        check("visual latency in ns", (double) visualLatencyNs, 0, 1e9);
        check("smoothing in ns", (double) smoothingNs, 1, 1e9);
        check("spread of the shared gain", sharedGainLogSd, 0, 2);
        check("spread of the private gain", privateGainLogSd, 0, 2);
        check("correlation time of the gains in s", gainTauS, 0.01, 1000);
    }

    /**
     * The default population: over 0.5 s presentations of natural-looking pictures about six tenths of a single trial's
     * variance are noise.
     */
    public static V1Settings standard(long seed) {
        return new V1Settings(
                120, PictureSize.square(32), 0.35, 0, 0.12, 35, 45_000_000L, 15_000_000L, 0.25, 0.5, 0.7, seed);
    }

    /** The same kind of population with another number of neurons, before pictures of another size. */
    public V1Settings with(int otherNeurons, PictureSize otherPictureSize) {
        return new V1Settings(
                otherNeurons,
                otherPictureSize,
                simpleFraction,
                rotationInvariantFraction,
                unresponsiveFraction,
                medianPeakRateHz,
                visualLatencyNs,
                smoothingNs,
                sharedGainLogSd,
                privateGainLogSd,
                gainTauS,
                seed);
    }

    /** The same with this share of rotation-invariant cells. */
    public V1Settings withRotationInvariant(double share) {
        return withShares(simpleFraction, share, unresponsiveFraction);
    }

    /** The same with other shares of the kinds of cells. */
    public V1Settings withShares(double simple, double rotationInvariant, double unresponsive) {
        return new V1Settings(
                neurons,
                pictureSize,
                simple,
                rotationInvariant,
                unresponsive,
                medianPeakRateHz,
                visualLatencyNs,
                smoothingNs,
                sharedGainLogSd,
                privateGainLogSd,
                gainTauS,
                seed);
    }

    private static void check(String what, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(
                    "simulated neurons: " + what + " must be " + low + " to " + high + ", was " + value);
        }
    }
}
