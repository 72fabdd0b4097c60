package org.loopscope.inference.architecture;

import org.loopscope.stimulus.PictureSize;

/**
 * How a core wants its pictures in memory: rows in a frame of zeros, and perhaps zeros behind the last row.
 *
 * @param size of the picture
 * @param haloPx width of the frame
 * @param floats of one picture, all zeros included
 */
public record PictureLayout(PictureSize size, int haloPx, int floats) {
    public PictureLayout {
        int framedHeightPx = size.heightPx() + 2 * haloPx;
        if (haloPx < 0 || floats < framedHeightPx * (size.widthPx() + 2 * haloPx)) {
            throw new IllegalArgumentException(
                    "pictures of " + size + " in a frame of " + haloPx + " px do not fit " + floats + " floats");
        }
    }

    /** Floats from one row to the next. */
    public int framedWidthPx() {
        return size.widthPx() + 2 * haloPx;
    }
}
