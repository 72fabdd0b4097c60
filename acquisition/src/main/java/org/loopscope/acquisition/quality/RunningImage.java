package org.loopscope.acquisition.quality;

/** Slow mean of registered frames, on every eighth row and without the rim that motion can empty. Raw units. */
final class RunningImage {
    static final int ROW_STEP = 8;

    private final int frameWidthPx;
    private final int marginPx;
    private final int columns;
    private final int rows;
    private final float[] mean;
    private boolean begun;

    RunningImage(int widthPx, int heightPx, int marginPx) {
        this.frameWidthPx = widthPx;
        this.marginPx = marginPx;
        this.columns = widthPx - 2 * marginPx;
        this.rows = Math.ceilDiv(heightPx - 2 * marginPx, ROW_STEP);
        this.mean = new float[rows * columns];
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /** Row-major, {@link #rows} times {@link #columns}; its own array. */
    float[] mean() {
        return mean;
    }

    /**
     * @param frame row-major, the whole frame
     * @param weight of this frame against the past, 0 to 1; the first one counts whole
     */
    void add(float[] frame, float weight) {
        float share = begun ? weight : 1;
        begun = true;
        for (int row = 0; row < rows; row++) {
            int from = (marginPx + row * ROW_STEP) * frameWidthPx + marginPx;
            int to = row * columns;
            for (int x = 0; x < columns; x++) {
                mean[to + x] += share * (frame[from + x] - mean[to + x]);
            }
        }
    }

    /** The same pixels of another picture of the same size: a copy. */
    float[] of(float[] frame) {
        float[] part = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            int from = (marginPx + row * ROW_STEP) * frameWidthPx + marginPx;
            System.arraycopy(frame, from, part, row * columns, columns);
        }
        return part;
    }
}
