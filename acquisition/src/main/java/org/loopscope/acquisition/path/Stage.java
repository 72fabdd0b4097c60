package org.loopscope.acquisition.path;

/** What a frame goes through on its way to activity, in order. */
public enum Stage {
    /** The raw frame's brightness and its saturated pixels. */
    LIGHT,
    /** From 16-bit counts to pixels that are back in place. */
    REGISTRATION,
    /** How far it has moved, and whether the focus holds. */
    PLACE,
    /** What is out of focus, in one-photon movies; nothing otherwise. */
    BACKGROUND,
    /** Each cell's light and its surround's. */
    TRACES,
    /** Neuropil correction, running baseline, dF/F. */
    BASELINE,
    /** Events at lag 0 and settled. */
    SPIKES
}
