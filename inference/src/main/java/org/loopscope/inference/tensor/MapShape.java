package org.loopscope.inference.tensor;

/**
 * A stack of feature maps, channels innermost, in a frame of zeros.
 *
 * @param widthPx pixels of a row without the frame
 * @param heightPx rows without the frame
 * @param channels a multiple of 16
 * @param haloPx width of the frame
 */
public record MapShape(int widthPx, int heightPx, int channels, int haloPx) {
    public int pixels() {
        return widthPx * heightPx;
    }

    public int framedWidthPx() {
        return widthPx + 2 * haloPx;
    }

    public int framedHeightPx() {
        return heightPx + 2 * haloPx;
    }

    /** Floats of one picture, frame included. */
    public int floats() {
        return framedWidthPx() * framedHeightPx() * channels;
    }

    /** Where, within one picture, the first inner pixel starts. */
    public int origin() {
        return (haloPx * framedWidthPx() + haloPx) * channels;
    }
}
