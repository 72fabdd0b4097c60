package org.loopscope.inference.tensor;

/**
 * A stack of square feature maps, channels innermost, in a frame of zeros.
 *
 * @param sidePx side without the frame
 * @param channels a multiple of 16
 * @param haloPx width of the frame
 */
public record MapShape(int sidePx, int channels, int haloPx) {
    public int pixels() {
        return sidePx * sidePx;
    }

    public int framedSidePx() {
        return sidePx + 2 * haloPx;
    }

    /** Floats of one picture, frame included. */
    public int floats() {
        return framedSidePx() * framedSidePx() * channels;
    }

    /** Where, within one picture, the first inner pixel starts. */
    public int origin() {
        return (haloPx * framedSidePx() + haloPx) * channels;
    }
}
