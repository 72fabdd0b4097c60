package org.loopscope.acquisition.roi.hdf5;

/** What the two axes of a mask in an NWB file are. The standard says x then y; not every program agrees. */
enum AxisOrder {
    /** The standard: {@code image_mask[cell][x][y]}, and a pixel's {@code x} is its column. */
    X_FIRST,
    /** Suite2p and neuroconv write a pixel's row as its {@code x}; others write masks as {@code [cell][row][column]}. */
    Y_FIRST,
    /** CaImAn lays the image's columns one after another and calls the result rows. */
    COLUMNS_IN_ROWS;

    String description() {
        return switch (this) {
            case X_FIRST -> "x as column, y as row";
            case Y_FIRST -> "x as row, y as column";
            case COLUMNS_IN_ROWS -> "columns one after another";
        };
    }
}
