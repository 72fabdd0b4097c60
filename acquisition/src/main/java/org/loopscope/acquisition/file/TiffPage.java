package org.loopscope.acquisition.file;

/**
 * One page of a TIFF file as its directory describes it.
 *
 * @param compression TIFF tag 259: 1 none, 8 and 32946 deflate
 * @param predictor TIFF tag 317: 1 none, 2 horizontal differences
 * @param stripOffsets where each strip starts in the file, bytes
 * @param stripBytes how long each strip is in the file, bytes
 */
record TiffPage(
        int widthPx,
        int heightPx,
        int compression,
        int predictor,
        boolean signed,
        int rowsPerStrip,
        long[] stripOffsets,
        long[] stripBytes) {

    boolean deflated() {
        return compression != 1;
    }

    int stripRows(int strip) {
        return Math.min(rowsPerStrip, heightPx - strip * rowsPerStrip);
    }
}
