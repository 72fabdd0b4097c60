package org.loopscope.acquisition.ring;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.live.PixelType;
import org.loopscope.acquisition.live.SourceFailure;

/**
 * Where everything lies in a ring's file; the same in {@code docs/senders/loopscope_ring.h}. Little endian; a page of
 * header, then the slots, each a line of header and a frame's pixels.
 *
 * <pre>
 *    0  8  magic         "LSRING01"; stored last, with release order, when the header is whole
 *    8  4  version       u32, 1
 *   12  4  header bytes  u32, 4096
 *   16  4  slots         u32, 2 to 65536
 *   20  4  slot header   u32, 64 bytes
 *   24  8  slot bytes    u64, header and pixels, a multiple of 64
 *   32  4  width         u32, pixels
 *   36  4  height        u32, pixels
 *   40  4  pixel type    u32: 1 u8, 2 u16, 3 i16
 *   44  4  flags         u32: 1 column-major, 2 the time is the exposure's start
 *   48  4  planes        u32
 *   52  4  channels      u32
 *   56  8  rate          f64, exposures a second over all planes
 *   64 64  microscope    UTF-8, filled with 0
 *  128  8  written       u64, frames written so far                        writer, release
 *  136  8  heartbeat     u64, goes up with each frame and each beat        writer, release
 *  144  4  state         u32: 1 running, 2 goodbye                         writer, release
 *  192  8  read          u64, the frame that the reader waits for          reader, release
 *  200  4  reader state  u32: 0 nobody, 1 attached, 2 the session runs     reader, release
 *
 *    0  8  sequence      u64: 2n + 1 while frame n is written, 2n + 2 when it is whole
 *    8  8  frame number  u64, of the exposure; its channels share it
 *   16  8  device time   f64, seconds; NaN for none
 *   24  4  plane         u32, from 0
 *   28  4  channel       u32, from 0
 *   32 32  reserved      0
 *   64     pixels
 * </pre>
 *
 * @param slotBytes from one slot to the next
 */
record RingLayout(
        int slots,
        long slotBytes,
        FrameFormat format,
        PixelType type,
        boolean columnMajor,
        boolean atStart,
        String name) {
    static final long MAGIC = 0x3130474E4952534CL;
    static final int HEADER_BYTES = 4096;
    static final int SLOT_HEADER_BYTES = 64;
    static final long WRITTEN = 128;
    static final long HEARTBEAT = 136;
    static final long STATE = 144;
    static final long READ = 192;
    static final long READER_STATE = 200;
    static final int GOODBYE = 2;
    static final int ATTACHED = 1;
    static final int SESSION_RUNS = 2;
    static final long NUMBER = 8;
    static final long DEVICE_TIME = 16;
    static final long PLANE = 24;
    static final long CHANNEL = 28;

    private static final int COLUMN_MAJOR = 1;
    private static final int AT_START = 2;
    private static final int MOST_SLOTS = 65_536;
    private static final int NAME_BYTES = 64;

    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final VarHandle LONG_AT = LONG.varHandle();
    static final VarHandle INT_AT = INT.varHandle();

    /**
     * Reads a header whose magic has been seen.
     *
     * @param fileBytes how long the file is
     * @throws SourceFailure when it is none that this version can read
     */
    static RingLayout read(MemorySegment header, long fileBytes, String file) {
        int version = header.get(INT, 8);
        if (version != 1 || header.get(INT, 12) != HEADER_BYTES || header.get(INT, 20) != SLOT_HEADER_BYTES) {
            throw new SourceFailure(file + ": a ring of version " + version
                    + ", this Loopscope reads 1; take the loopscope_ring.h that came with it");
        }
        int slots = header.get(INT, 16);
        long slotBytes = header.get(LONG, 24);
        try {
            PixelType type = PixelType.of(header.get(INT, 40));
            FrameFormat format = new FrameFormat(
                    header.get(INT, 32),
                    header.get(INT, 36),
                    header.get(DOUBLE, 56),
                    header.get(INT, 48),
                    header.get(INT, 52));
            long needed = SLOT_HEADER_BYTES + (long) format.widthPx() * format.heightPx() * type.bytes();
            if (slots < 2
                    || slots > MOST_SLOTS
                    || slotBytes < needed
                    || slotBytes % SLOT_HEADER_BYTES != 0
                    || slotBytes > (fileBytes - HEADER_BYTES) / slots) {
                throw new IllegalArgumentException(slots + " slots of " + slotBytes + " bytes do not hold frames of "
                        + needed + " bytes in a file of " + fileBytes);
            }
            int flags = header.get(INT, 44);
            return new RingLayout(
                    slots, slotBytes, format, type, (flags & COLUMN_MAJOR) != 0, (flags & AT_START) != 0, name(header));
        } catch (IllegalArgumentException e) {
            throw new SourceFailure(file + ": " + e.getMessage());
        }
    }

    private static String name(MemorySegment header) {
        byte[] bytes = header.asSlice(64, NAME_BYTES).toArray(ValueLayout.JAVA_BYTE);
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}]", " ")
                .strip();
    }

    /** Where the slot of the n-th frame begins. */
    long slotOf(long n) {
        return HEADER_BYTES + n % slots * slotBytes;
    }
}
