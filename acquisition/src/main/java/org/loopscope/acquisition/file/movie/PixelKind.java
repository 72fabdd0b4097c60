package org.loopscope.acquisition.file.movie;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;

/**
 * How a recording stores a pixel, and what becomes of it in a frame, whose pixels are unsigned 16 bit. Every mapping is
 * one to one: nothing is clipped.
 */
public enum PixelKind {
    /** Unsigned 8 bit, as it is. */
    UINT8(1, 0),
    /** Unsigned 16 bit, as it is. */
    UINT16(2, 0),
    /**
     * Signed 16 bit, plus 32768. ScanImage subtracts the detector's offset, so that the noise around dark is half
     * negative; clipping it at 0 would lift every dark pixel's mean.
     */
    INT16(2, 32_768),
    /** Scanbox: 65535 minus the value. */
    INVERTED_UINT16(2, 0);

    private final int bytes;
    private final int offset;

    PixelKind(int bytes, int offset) {
        this.bytes = bytes;
        this.offset = offset;
    }

    /** In the file, per pixel. */
    public int bytes() {
        return bytes;
    }

    /** What was added to every pixel: the frame's value of a stored 0. */
    public int offset() {
        return offset;
    }

    /**
     * Copies stored pixels, from the start of a buffer, as they are.
     *
     * @param raw the stored bytes, for 8-bit pixels
     * @param raw16 the same as 16-bit numbers in the file's byte order
     */
    public void copy(ByteBuffer raw, ShortBuffer raw16, short[] into, int count) {
        if (bytes == 1) {
            for (int i = 0; i < count; i++) {
                into[i] = (short) (raw.get(i) & 0xFF);
            }
        } else {
            raw16.get(0, into, 0, count);
        }
    }

    /** Maps copied pixels, in place, to what frames hold. */
    public void map(short[] pixels, int count) {
        switch (this) {
            case UINT8, UINT16 -> {}
            case INT16 -> {
                for (int i = 0; i < count; i++) {
                    pixels[i] ^= Short.MIN_VALUE; // plus 32768, modulo 65536
                }
            }
            case INVERTED_UINT16 -> {
                for (int i = 0; i < count; i++) {
                    pixels[i] = (short) ~pixels[i];
                }
            }
        }
    }
}
