package org.loopscope.stimulus.generate;

import java.util.Locale;

/** The kinds of generated pictures; a bank takes them in turn, so that all are equally many. */
public enum PictureKind {
    /** Gaussian noise with an amplitude spectrum of about 1/f, as natural scenes have. */
    PINK_NOISE,
    /** Discs and ellipses that hide each other: occlusion, edges, all scales. */
    DEAD_LEAVES,
    /** Textures: oriented dead leaves with their phases scrambled; the spectrum stays, the edges go. */
    SCRAMBLED_LEAVES;

    /** As in picture ids: lower case with hyphens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
