package org.loopscope.inference.tensor;

/**
 * One wavelength of a bank of Gabor filters over a grey picture: filters of all orientations, in quadrature pairs, stand
 * at every {@code stridePx}-th pixel; their amplitudes are pooled around the points of a coarser grid.
 *
 * @param widthPx of the picture
 * @param heightPx of the picture
 * @param radiusPx the filters are {@code 2 * radiusPx + 1} px a side; what lies beyond the picture counts as 0
 * @param stridePx between neighbouring filters
 * @param gridColumns points along the width
 * @param gridRows points along the height
 */
public record GaborScale(int widthPx, int heightPx, int radiusPx, int stridePx, int gridColumns, int gridRows) {
    /** Orientations, evenly over half a turn; a pair of filters for each fills a vector of 16. */
    public static final int ORIENTATIONS = 8;

    public GaborScale {
        if (widthPx < 1 || heightPx < 1 || radiusPx < 1 || stridePx < 1 || gridColumns < 1 || gridRows < 1) {
            throw new IllegalArgumentException("Gabor filters of radius " + radiusPx + " px every " + stridePx
                    + " px, pooled at " + gridColumns + "x" + gridRows + " points of a picture of " + widthPx + "x"
                    + heightPx + " px: every number must be at least 1");
        }
    }

    /** The first filter's column; the same is left over, to a pixel, behind the last. */
    public int firstXPx() {
        return (widthPx - 1) % stridePx / 2;
    }

    public int firstYPx() {
        return (heightPx - 1) % stridePx / 2;
    }

    /** Filters along the width. */
    public int columns() {
        return (widthPx - 1 - firstXPx()) / stridePx + 1;
    }

    /** Filters along the height. */
    public int rows() {
        return (heightPx - 1 - firstYPx()) / stridePx + 1;
    }

    public int positions() {
        return columns() * rows();
    }

    public int sidePx() {
        return 2 * radiusPx + 1;
    }

    /** {@code [row][column][orientation]}, first the even filters of all orientations, then the odd ones. */
    public int filterFloats() {
        return sidePx() * sidePx() * 2 * ORIENTATIONS;
    }

    /** Weights of every column of filters at every column of the grid, {@code [gridColumns][columns]}; rows likewise behind. */
    public int poolingFloats() {
        return gridColumns * columns() + gridRows * rows();
    }

    /** Of one picture: {@code [position]} and then as in {@link #filterFloats}. */
    public int responseFloats() {
        return positions() * 2 * ORIENTATIONS;
    }

    /** Of one picture: {@code [position][orientation]}. */
    public int amplitudeFloats() {
        return positions() * ORIENTATIONS;
    }

    /** Of one picture: {@code [grid row][grid column][orientation]}. */
    public int features() {
        return gridColumns * gridRows * ORIENTATIONS;
    }
}
