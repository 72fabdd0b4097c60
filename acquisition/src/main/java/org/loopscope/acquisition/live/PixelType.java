package org.loopscope.acquisition.live;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * How a sender stores one pixel, and how it becomes our unsigned 16 bit: {@link #U8} keeps its value (0 to 255),
 * {@link #U16} its bits, and {@link #I16} becomes {@code max(0, value + offset)}: with the default offset of 0 noise
 * below zero is cut off; with an offset it is kept.
 */
public enum PixelType {
    U8(1, 1),
    U16(2, 2),
    I16(3, 2);

    private static final ValueLayout.OfShort LITTLE_ENDIAN =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int code;
    private final int bytes;

    PixelType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** The number that stands for it in headers. */
    public int code() {
        return code;
    }

    /** Bytes of a pixel. */
    public int bytes() {
        return bytes;
    }

    /** @throws IllegalArgumentException in one line, when no type has this code */
    public static PixelType of(int code) {
        return switch (code) {
            case 1 -> U8;
            case 2 -> U16;
            case 3 -> I16;
            default ->
                throw new IllegalArgumentException("pixel type " + code + " is not known; 1 is u8, 2 is u16, 3 is i16");
        };
    }

    /**
     * Copies pixels in the order they lie in; allocates nothing.
     *
     * @param offset added to signed pixels
     */
    public void copy(MemorySegment from, long at, short[] into, int offset) {
        switch (this) {
            case U8 -> {
                for (int i = 0; i < into.length; i++) {
                    into[i] = (short) (from.get(ValueLayout.JAVA_BYTE, at + i) & 0xFF);
                }
            }
            case U16 -> MemorySegment.copy(from, LITTLE_ENDIAN, at, into, 0, into.length);
            case I16 -> {
                MemorySegment.copy(from, LITTLE_ENDIAN, at, into, 0, into.length);
                for (int i = 0; i < into.length; i++) {
                    into[i] = (short) Math.clamp(into[i] + offset, 0, 0xFFFF);
                }
            }
        }
    }
}
