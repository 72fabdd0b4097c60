package org.loopscope.acquisition.file.avi;

import java.io.IOException;

/** Frames stored as they are: gray, the first plane of YUV, or the mean of red, green and blue. */
final class UncompressedPixels implements FramePixels {
    private final int widthPx;
    private final int heightPx;
    private final int bytesPerPixel;
    private final int rowBytes;
    private final boolean bottomUp;
    private final int leastBytes;
    private final int mostBytes;

    private UncompressedPixels(AviFormat format, int bytesPerPixel, int rowBytes, boolean bottomUp, int mostBytes) {
        this.widthPx = format.widthPx();
        this.heightPx = format.heightPx();
        this.bytesPerPixel = bytesPerPixel;
        this.rowBytes = rowBytes;
        this.bottomUp = bottomUp;
        this.leastBytes = rowBytes * (heightPx - 1) + bytesPerPixel * widthPx;
        this.mostBytes = mostBytes;
    }

    /** Bitmaps have rows of whole 4 bytes, usually from the lowest up; Y800 neither. */
    static UncompressedPixels of(String file, AviFormat format) throws IOException {
        boolean bitmap = format.codec().equals("DIB") || format.codec().equalsIgnoreCase("RGB");
        int bytesPerPixel = bitmap ? format.bitsPerPixel() / 8 : 1;
        if (bytesPerPixel != 1 && bytesPerPixel != 3 && bytesPerPixel != 4) {
            throw new IOException(file + ": uncompressed frames of " + format.bitsPerPixel()
                    + " bits per pixel are not supported; 8, 24 and 32 are");
        }
        int row = format.widthPx() * bytesPerPixel;
        int rowBytes = bitmap ? (row + 3) / 4 * 4 : row;
        int most = (row + 3) / 4 * 4 * format.heightPx() + 4;
        return new UncompressedPixels(format, bytesPerPixel, rowBytes, bitmap && format.bottomUp(), most);
    }

    /** The luma comes first. */
    static UncompressedPixels planar(AviFormat format) {
        int pixels = format.widthPx() * format.heightPx();
        return new UncompressedPixels(format, 1, format.widthPx(), false, 2 * pixels + 4096);
    }

    @Override
    public void decode(byte[] stored, int length, short[] into) throws IOException {
        if (length < leastBytes) {
            throw new IOException("a frame of " + length + " bytes, " + leastBytes + " are needed");
        }
        // Writers differ in whether rows of gray have whole 4 bytes: the length tells.
        int padded = (widthPx * bytesPerPixel + 3) / 4 * 4;
        int row = length >= padded * heightPx || rowBytes == widthPx * bytesPerPixel ? rowBytes : widthPx;
        for (int y = 0; y < heightPx; y++) {
            int from = (bottomUp ? heightPx - 1 - y : y) * row;
            int to = y * widthPx;
            if (bytesPerPixel == 1) {
                for (int x = 0; x < widthPx; x++) {
                    into[to + x] = (short) (stored[from + x] & 0xFF);
                }
            } else {
                for (int x = 0; x < widthPx; x++) {
                    int at = from + x * bytesPerPixel;
                    int sum = (stored[at] & 0xFF) + (stored[at + 1] & 0xFF) + (stored[at + 2] & 0xFF);
                    into[to + x] = (short) ((sum + 1) / 3);
                }
            }
        }
    }

    @Override
    public boolean standsAlone(byte[] stored, int length) {
        return true;
    }

    @Override
    public int mostBytes() {
        return mostBytes;
    }
}
