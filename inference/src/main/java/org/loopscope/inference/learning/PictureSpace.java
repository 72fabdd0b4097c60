package org.loopscope.inference.learning;

/** Where a session's pictures are made. */
public enum PictureSpace {
    /** The pixels themselves: any picture at all. */
    PIXELS,
    /** The bank's principal components. */
    PCA,
    /** The generator trained on the bank. */
    GENERATOR
}
