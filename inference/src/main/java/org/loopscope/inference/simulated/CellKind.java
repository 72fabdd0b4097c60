package org.loopscope.inference.simulated;

/** How a simulated neuron combines its filters. */
public enum CellKind {
    /** One Gabor filter, half-rectified. */
    SIMPLE("simple"),
    /** The energy of a quadrature pair: the same answer at every phase (Adelson and Bergen 1985). */
    COMPLEX("complex"),
    /** The largest answer among one Gabor filter turned to eight orientations, half-rectified. */
    ROTATION_INVARIANT("rotation-invariant");

    private final String word;

    CellKind(String word) {
        this.word = word;
    }

    /** The kind in words, for files and tables. */
    public String word() {
        return word;
    }
}
