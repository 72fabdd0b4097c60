package org.loopscope.inference.architecture;

/** How a neuron's drive follows from the features. */
public enum ReadoutKind {
    /** A weight for every place and one for every channel: {@link FactorizedReadout}. */
    FACTORIZED,
    /** A weight for every channel at one learned place: {@link GaussianReadout}. */
    GAUSSIAN,
    /** A weight for every pixel, of either sign: {@link FilterReadout}, for {@link PixelArchitecture} alone. */
    FILTER;

    /** @throws IllegalArgumentException where this readout cannot read that core */
    public void checkReads(CoreArchitecture core) {
        boolean pixels = core instanceof PixelArchitecture;
        if (pixels != (this == FILTER)) {
            throw new IllegalArgumentException("encoder: a " + this + " readout cannot read "
                    + core.getClass().getSimpleName()
                    + "; pixels go with FILTER, every other core with another readout");
        }
    }
}
