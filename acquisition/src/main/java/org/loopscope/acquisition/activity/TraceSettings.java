package org.loopscope.acquisition.activity;

/**
 * How cells' light is read and what is taken off it.
 *
 * @param neuropilCoefficient share of the surround's light that shines through a cell, 0 to 1; 0.7 is usual
 * @param estimateNeuropil whether the share is estimated from the calibration, and {@code neuropilCoefficient} only
 *     stands in where that tells nothing
 * @param demixSweeps sweeps of {@link Demixing} a frame; 0 leaves overlapping cells mixed
 */
public record TraceSettings(double neuropilCoefficient, boolean estimateNeuropil, int demixSweeps) {
    public TraceSettings {
        if (!(neuropilCoefficient >= 0 && neuropilCoefficient <= 1)) {
            throw new IllegalArgumentException(
                    "neuropilCoefficient must lie between 0 and 1, was " + neuropilCoefficient);
        }
        if (demixSweeps < 0 || demixSweeps > 100) {
            throw new IllegalArgumentException("demixSweeps must be 0 (off) to 100, was " + demixSweeps);
        }
    }

    /** This share, cells left mixed. */
    public static TraceSettings fixed(double neuropilCoefficient) {
        return new TraceSettings(neuropilCoefficient, false, 0);
    }
}
