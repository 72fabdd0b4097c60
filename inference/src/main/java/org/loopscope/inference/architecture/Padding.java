package org.loopscope.inference.architecture;

/** What a convolution does at the border of its input. */
public enum Padding {
    /** Only complete windows: the map shrinks by the kernel less one. */
    VALID,
    /** Zeros beyond the border: the map keeps its size. */
    SAME
}
