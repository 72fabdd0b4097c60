package org.loopscope.acquisition.onephoton;

/**
 * How the light from out of focus is told from the cells'. Lengths are in diameters of a cell body, so that a setting
 * fits every magnification.
 */
public sealed interface Background {
    /** Nothing is taken off: two-photon movies. */
    record None() implements Background {}

    /**
     * A Gaussian mean over the surround is taken off, after a Gaussian smoothing of the pixels; both in space only.
     *
     * @param fineDiameters standard deviation of the smoothing; 0 smooths nothing
     * @param coarseDiameters standard deviation of the surround
     */
    record BandPass(double fineDiameters, double coarseDiameters) implements Background {
        public BandPass {
            require(fineDiameters >= 0 && fineDiameters <= 0.5, "smoothing must be 0 to 0.5, was " + fineDiameters);
            require(coarseDiameters >= 0.3 && coarseDiameters <= 10, "surround 0.3 to 10, was " + coarseDiameters);
        }

        public static BandPass standard() {
            return new BandPass(0.08, 0.5);
        }
    }

    /**
     * Each place's background is a weighted sum of what lies on a ring around it; the weights are fitted to the
     * calibration (the ring model of CNMF-E: Zhou et al. 2018, eLife 7:e28728).
     *
     * @param radiusDiameters radius of the ring: far enough that a cell in the middle does not reach it
     * @param ridge how strongly the fit is held to equal weights, as a share of the ring's total power: it keeps a
     *     short calibration from fitting noise
     */
    record Ring(double radiusDiameters, double ridge) implements Background {
        public Ring {
            require(radiusDiameters >= 0.75 && radiusDiameters <= 5, "ring 0.75 to 5, was " + radiusDiameters);
            require(ridge > 0 && ridge <= 10, "ridge above 0, to 10, was " + ridge);
        }

        public static Ring standard() {
            return new Ring(0.9, 0.3);
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("background, in diameters of a cell: " + message);
        }
    }
}
