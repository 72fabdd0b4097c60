package org.loopscope.acquisition.file.avi;

/**
 * What an AVI file says of its video stream.
 *
 * @param rateHz as the header has it; miniscope software writes a nominal one
 * @param codec four letters; DIB for 0
 * @param bitsPerPixel of uncompressed frames
 * @param bottomUp rows of uncompressed frames begin with the lowest
 * @param extraData what the codec stores beside the frames
 */
record AviFormat(
        int widthPx, int heightPx, double rateHz, String codec, int bitsPerPixel, boolean bottomUp, byte[] extraData) {}
