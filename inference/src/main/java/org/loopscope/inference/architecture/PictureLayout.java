package org.loopscope.inference.architecture;

/**
 * How a core wants its pictures in memory: rows in a frame of zeros, and perhaps zeros behind the last row.
 *
 * @param sidePx of the picture
 * @param haloPx width of the frame
 * @param floats of one picture, all zeros included
 */
public record PictureLayout(int sidePx, int haloPx, int floats) {
    public PictureLayout {
        int framed = sidePx + 2 * haloPx;
        if (sidePx < 1 || haloPx < 0 || floats < framed * framed) {
            throw new IllegalArgumentException(
                    "pictures of " + sidePx + " px in a frame of " + haloPx + " px do not fit " + floats + " floats");
        }
    }

    public int framedSidePx() {
        return sidePx + 2 * haloPx;
    }
}
