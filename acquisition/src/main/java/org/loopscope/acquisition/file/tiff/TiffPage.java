package org.loopscope.acquisition.file.tiff;

import org.loopscope.acquisition.file.movie.PixelKind;

/**
 * One page of a TIFF file as its directory describes it.
 *
 * @param differences whether each pixel is stored as its difference from the one to its left (TIFF predictor 2)
 * @param stripOffsets where each strip starts in the file, bytes
 * @param stripBytes how long each strip is in the file, bytes
 * @param descriptionAt where its description begins, bytes
 */
record TiffPage(
        int widthPx,
        int heightPx,
        PixelKind pixels,
        boolean deflated,
        boolean differences,
        int rowsPerStrip,
        long[] stripOffsets,
        long[] stripBytes,
        long descriptionAt,
        long descriptionBytes) {

    int stripRows(int strip) {
        return Math.min(rowsPerStrip, heightPx - strip * rowsPerStrip);
    }
}
