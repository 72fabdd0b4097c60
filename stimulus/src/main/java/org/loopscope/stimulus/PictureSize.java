package org.loopscope.stimulus;

/**
 * How many pixels a picture has each way.
 *
 * @param widthPx pixels of a row, at least 1
 * @param heightPx rows, at least 1; both together no more than an array can hold
 */
public record PictureSize(int widthPx, int heightPx) {
    public PictureSize {
        if (widthPx < 1 || heightPx < 1) {
            throw new IllegalArgumentException(
                    "a picture of " + widthPx + " x " + heightPx + " px: give each side at least 1 px");
        }
        if ((long) widthPx * heightPx > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a picture of " + widthPx + " x " + heightPx + " px has more pixels than can be kept");
        }
    }

    /** As wide as high. */
    public static PictureSize square(int sidePx) {
        return new PictureSize(sidePx, sidePx);
    }

    /** Pixels of the whole picture. */
    public int pixels() {
        return widthPx * heightPx;
    }

    /** The shorter side: lengths that suit square pictures of one size are carried over to others by it. */
    public int shorterPx() {
        return Math.min(widthPx, heightPx);
    }

    public int longerPx() {
        return Math.max(widthPx, heightPx);
    }

    /** Width and height, as in {@code 64x36 px}. */
    @Override
    public String toString() {
        return widthPx + "x" + heightPx + " px";
    }
}
