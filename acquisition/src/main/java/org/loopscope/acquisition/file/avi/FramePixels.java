package org.loopscope.acquisition.file.avi;

import java.io.IOException;
import java.util.Locale;

/** Turns a stored frame into pixels of 8 bits. One thread. */
sealed interface FramePixels permits UncompressedPixels, JpegPixels, Ffv1Pixels {
    /**
     * @param stored the frame's bytes from 0
     * @param into receives the pixels, row-major, 0 to 255
     * @throws IOException one line, without the file's name: the frame is damaged
     */
    void decode(byte[] stored, int length, short[] into) throws IOException;

    /** Whether the frame can be read without the one before. */
    boolean standsAlone(byte[] stored, int length);

    /** Most bytes that a frame may have. */
    int mostBytes();

    /** @throws IOException one line: a codec that is not supported, and how to convert it */
    static FramePixels of(String file, AviFormat format) throws IOException {
        return switch (format.codec().toUpperCase(Locale.ROOT)) {
            case "DIB", "RGB", "RAW", "GREY", "GRAY", "Y800", "Y8" -> UncompressedPixels.of(file, format);
            case "I420", "IYUV", "YV12", "NV12" -> UncompressedPixels.planar(format);
            case "MJPG" -> new JpegPixels(format);
            case "FFV1" -> new Ffv1Pixels(file, format);
            default ->
                throw new IOException(file + ": the codec " + format.codec() + " is not supported; convert it without"
                        + " loss: ffmpeg -i IN.avi -c:v ffv1 -level 3 -pix_fmt gray OUT.avi");
        };
    }
}
