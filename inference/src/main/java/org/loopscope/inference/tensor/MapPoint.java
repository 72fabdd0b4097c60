package org.loopscope.inference.tensor;

/**
 * A point between four pixels of a map.
 *
 * @param pixel the upper left one
 * @param right from it to the one on its right: 1, or 0 in a map of one column
 * @param down from it to the one below: a row, or 0 in a map of one row
 * @param alongX how far from the left to the right, 0 to 1
 * @param alongY how far from above to below, 0 to 1
 * @param slopeX columns per unit of position; 0 where the position was limited to the map
 * @param slopeY rows per unit of position, likewise
 */
record MapPoint(int pixel, int right, int down, float alongX, float alongY, float slopeX, float slopeY) {
    static MapPoint at(MapShape map, float x, float y) {
        float column = pixels(x, map.widthPx());
        float row = pixels(y, map.heightPx());
        int left = first(column, map.widthPx());
        int above = first(row, map.heightPx());
        return new MapPoint(
                above * map.widthPx() + left,
                map.widthPx() > 1 ? 1 : 0,
                map.heightPx() > 1 ? map.widthPx() : 0,
                column - left,
                row - above,
                slope(x, map.widthPx()),
                slope(y, map.heightPx()));
    }

    /** From -1 to 1 to pixels from the first; beyond, the nearest. */
    private static float pixels(float position, int side) {
        return (Math.clamp(position, -1f, 1f) + 1f) * 0.5f * (side - 1);
    }

    private static int first(float pixels, int side) {
        return Math.clamp((int) pixels, 0, Math.max(0, side - 2));
    }

    private static float slope(float position, int side) {
        return position >= -1f && position <= 1f ? 0.5f * (side - 1) : 0f;
    }

    /** The four pixels' shares: upper left, upper right, lower left, lower right. */
    float[] shares() {
        return new float[] {(1 - alongY) * (1 - alongX), (1 - alongY) * alongX, alongY * (1 - alongX), alongY * alongX};
    }

    /** In the order of the shares. */
    int[] pixels() {
        return new int[] {pixel, pixel + right, pixel + down, pixel + down + right};
    }
}
