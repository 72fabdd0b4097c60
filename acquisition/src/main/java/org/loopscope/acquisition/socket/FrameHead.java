package org.loopscope.acquisition.socket;

import org.loopscope.acquisition.live.PixelType;

/** What a frame's message says before its pixels: a reused record, good until the next message is looked for. */
final class FrameHead {
    PixelType type = PixelType.U16;
    boolean columnMajor;
    int plane;
    int channel;
    /** Of the exposure, as the device counts. */
    long number;
    /** On the device's clock; NaN when it gave none. */
    double deviceSeconds;
    /** Whether {@link #deviceSeconds} is the exposure's start, and not its end. */
    boolean atStart;
    /** The sender says goodbye with this frame. */
    boolean last;
    /** Where the pixels begin in the input's bytes. */
    int pixelsAt;
}
