package org.loopscope.acquisition.motion;

/**
 * A frame cut into {@code rows} by {@code columns} patches that do not overlap. Their borders lie on multiples of
 * {@value #ROW_STEP} rows, because sums are put down so often.
 */
record PatchGrid(int widthPx, int heightPx, int rows, int columns) {
    static final int ROW_STEP = 8;

    PatchGrid {
        if (rows < 1 || columns < 1 || heightPx / rows < 2 * ROW_STEP || widthPx / columns < 2 * ROW_STEP) {
            throw new IllegalArgumentException("frames of " + widthPx + "x" + heightPx + " px cannot be cut into "
                    + columns + "x" + rows + " patches of at least " + 2 * ROW_STEP + " px");
        }
    }

    /** The whole frame. */
    static PatchGrid whole(int widthPx, int heightPx) {
        return new PatchGrid(widthPx, heightPx, 1, 1);
    }

    int size() {
        return rows * columns;
    }

    /** First pixel row of the patches in row {@code row}; the frame's height for {@code row == rows}. */
    int top(int row) {
        return row == rows ? heightPx : (int) Math.round((double) row * heightPx / rows / ROW_STEP) * ROW_STEP;
    }

    /** First pixel column of the patches in column {@code column}; the frame's width for {@code column == columns}. */
    int left(int column) {
        return column * widthPx / columns;
    }
}
