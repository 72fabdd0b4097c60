package org.loopscope.stimulus.generate;

import java.util.Locale;

/** The kinds of generated pictures; a bank takes them in turn, so that all are equally many. */
public enum PictureKind {
    /** Gaussian noise with an amplitude spectrum of about 1/f, as natural scenes have. */
    PINK_NOISE,
    /** Discs and ellipses that hide each other: occlusion, edges, all scales. */
    DEAD_LEAVES,
    /** Oriented dead leaves with their phases scrambled: the spectrum stays, the edges go. */
    SCRAMBLED_LEAVES,
    /** Bands of oriented noise at several scales that are strong in the same places. */
    ORIENTED_TEXTURE,
    /** A few steps, bars, corners and arcs of high contrast. */
    EDGES;

    /** As in picture ids: lower case with hyphens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
