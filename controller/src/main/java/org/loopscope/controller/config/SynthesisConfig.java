package org.loopscope.controller.config;

/** How most exciting images are made; the rest of the recipe is fixed. */
public record SynthesisConfig(int starts, int ascentSteps, Gradient gradient) {
    /** How the gradient is smoothed before it is followed. */
    public enum Gradient {
        /** By a Gaussian of half a pixel. */
        GAUSSIAN,
        /** Its spectrum divided by frequency to the power 0.2, as Walker et al. 2019 do. */
        FOURIER
    }
}
