package org.loopscope.acquisition.socket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.live.Hello;
import org.loopscope.acquisition.live.PixelType;
import org.loopscope.acquisition.live.SourceFailure;

/**
 * Loopscope's own stream. Every message is a header and a payload; all numbers are little endian.
 *
 * <pre>
 *  at  size
 *   0   4  magic          the bytes 4C 53 46 31, "LSF1"
 *   4   2  version        u16, 1
 *   6   2  header bytes   u16, 64; a later version may have more, and the payload begins behind them
 *   8   2  kind           u16: 1 hello, 2 frame, 3 goodbye, 4 start (from Loopscope to the sender)
 *  10   2  flags          u16: 1 column-major, 2 the time is the exposure's start, 4 last frame, 8 has a checksum
 *  12   4  payload bytes  u32
 *  16   4  width          u32, pixels
 *  20   4  height         u32, pixels
 *  24   2  pixel type     u16: 1 u8, 2 u16, 3 i16
 *  26   2  channel        u16, from 0
 *  28   2  plane          u16, from 0
 *  30   2  reserved       0
 *  32   8  frame number   u64, of the exposure; its channels share it
 *  40   8  device time    f64, seconds; NaN for none
 *  48   4  checksum       u32, CRC-32C of the payload, if flagged
 *  52  12  reserved       0
 *  64      payload        hello: JSON in UTF-8; frame: width x height pixels, row-major unless flagged
 * </pre>
 */
final class LoopscopeProtocol implements Protocol {
    static final int MAGIC = 0x3146534C;
    static final int VERSION = 1;
    static final int HEADER_BYTES = 64;
    static final int KIND_HELLO = 1;
    static final int KIND_FRAME = 2;
    static final int KIND_GOODBYE = 3;
    static final int KIND_START = 4;
    static final int COLUMN_MAJOR = 1;
    static final int AT_START = 2;
    static final int LAST = 4;
    static final int CHECKED = 8;

    private static final int MOST_HEADER_BYTES = 1024;

    private final FrameHead frame = new FrameHead();
    private final CRC32C crc = new CRC32C();
    private @Nullable Hello hello;

    /** The message that tells a sender that the session has begun. */
    static ByteBuffer start() {
        ByteBuffer message = ByteBuffer.allocate(HEADER_BYTES).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        message.putInt(0, MAGIC).putShort(4, (short) VERSION).putShort(6, (short) HEADER_BYTES);
        return message.putShort(8, (short) KIND_START);
    }

    @Override
    public Found next(ByteBuffer in) {
        if (in.remaining() < HEADER_BYTES) {
            return Found.NOTHING;
        }
        int at = in.position();
        int headerBytes = headerBytes(in, at);
        int kind = u16(in, at + 8);
        int flags = u16(in, at + 10);
        long payloadBytes = u32(in, at + 12);
        checkLength(in, at, kind, payloadBytes);
        if (in.remaining() < headerBytes + payloadBytes) {
            return Found.NOTHING;
        }
        int payloadAt = at + headerBytes;
        in.position(payloadAt + (int) payloadBytes);
        checkSum(in, at, flags, payloadAt, (int) payloadBytes);
        return switch (kind) {
            case KIND_HELLO -> hello(in, payloadAt, (int) payloadBytes);
            case KIND_FRAME -> frame(in, at, flags, payloadAt);
            default -> Found.GOODBYE;
        };
    }

    private static int headerBytes(ByteBuffer in, int at) {
        if (in.getInt(at) != MAGIC) {
            throw new SourceFailure(String.format(
                    "the sender is out of step: a message began with %08x and not with 'LSF1'; check that each payload"
                            + " is as long as its header says",
                    Integer.reverseBytes(in.getInt(at))));
        }
        if (u16(in, at + 4) != VERSION) {
            throw new SourceFailure("the sender speaks version " + u16(in, at + 4) + " of the frame stream, this is "
                    + VERSION + "; take the sender that came with this Loopscope");
        }
        int headerBytes = u16(in, at + 6);
        if (headerBytes < HEADER_BYTES || headerBytes > MOST_HEADER_BYTES) {
            throw new SourceFailure("a message's header claims " + headerBytes + " bytes; " + HEADER_BYTES + " to "
                    + MOST_HEADER_BYTES + " are possible");
        }
        return headerBytes;
    }

    private void checkLength(ByteBuffer in, int at, int kind, long payloadBytes) {
        switch (kind) {
            case KIND_HELLO -> {
                if (payloadBytes > MOST_TEXT_BYTES) {
                    throw new SourceFailure("the sender's hello claims " + payloadBytes + " bytes; at most "
                            + MOST_TEXT_BYTES + " are possible");
                }
            }
            case KIND_FRAME -> checkFrame(in, at, payloadBytes);
            case KIND_GOODBYE -> {
                if (payloadBytes != 0) {
                    throw new SourceFailure("the sender's goodbye claims " + payloadBytes + " bytes; it has none");
                }
            }
            default ->
                throw new SourceFailure(
                        "a message is of kind " + kind + "; a sender may send 1 (hello), 2 (frame) and 3 (goodbye)");
        }
    }

    private void checkFrame(ByteBuffer in, int at, long payloadBytes) {
        if (hello == null) {
            throw new SourceFailure("a frame came before the sender's hello; send the hello first");
        }
        FrameFormat format = hello.format();
        long width = u32(in, at + 16);
        long height = u32(in, at + 20);
        if (width != format.widthPx() || height != format.heightPx()) {
            throw new SourceFailure("the frame size changed from " + format.widthPx() + "x" + format.heightPx() + " to "
                    + width + "x" + height + " pixels; start a new session for another size");
        }
        PixelType type = pixelType(u16(in, at + 24));
        if (payloadBytes != width * height * type.bytes()) {
            throw new SourceFailure("a frame of " + width + "x" + height + " pixels of " + type + " claims "
                    + payloadBytes + " bytes and not " + width * height * type.bytes());
        }
        int channel = u16(in, at + 26);
        int plane = u16(in, at + 28);
        if (channel >= format.channels() || plane >= format.planes()) {
            throw new SourceFailure("a frame is of channel " + channel + " and plane " + plane + ", counted from 0; the"
                    + " hello told of " + format.channels() + " channels and " + format.planes() + " planes");
        }
    }

    private static PixelType pixelType(int code) {
        try {
            return PixelType.of(code);
        } catch (IllegalArgumentException e) {
            throw new SourceFailure(String.valueOf(e.getMessage()));
        }
    }

    private void checkSum(ByteBuffer in, int at, int flags, int payloadAt, int payloadBytes) {
        if ((flags & CHECKED) == 0) {
            return;
        }
        int limit = in.limit();
        crc.reset();
        crc.update(in.position(payloadAt).limit(payloadAt + payloadBytes));
        in.limit(limit);
        if ((int) crc.getValue() != in.getInt(at + 48)) {
            throw new SourceFailure(
                    "the checksum of frame " + in.getLong(at + 32)
                            + " is wrong: its bytes were changed on the way, or the sender's sum is not CRC-32C of the payload");
        }
    }

    private Found hello(ByteBuffer in, int at, int bytes) {
        byte[] json = new byte[bytes];
        in.get(at, json);
        Hello said = HelloText.parse(new String(json, StandardCharsets.UTF_8));
        if (hello != null && !hello.format().equals(said.format())) {
            throw new SourceFailure("the sender said hello again with another format: " + said.format() + " after "
                    + hello.format() + "; start a new session for it");
        }
        hello = said;
        return Found.HELLO;
    }

    private Found frame(ByteBuffer in, int at, int flags, int payloadAt) {
        frame.type = PixelType.of(u16(in, at + 24));
        frame.columnMajor = (flags & COLUMN_MAJOR) != 0;
        frame.atStart = (flags & AT_START) != 0;
        frame.last = (flags & LAST) != 0;
        frame.channel = u16(in, at + 26);
        frame.plane = u16(in, at + 28);
        frame.number = in.getLong(at + 32);
        frame.deviceSeconds = in.getDouble(at + 40);
        frame.pixelsAt = payloadAt;
        return Found.FRAME;
    }

    @Override
    public @Nullable Hello hello() {
        return hello;
    }

    @Override
    public FrameHead frame() {
        return frame;
    }

    @Override
    public int longestMessageBytes() {
        int text = MOST_HEADER_BYTES + MOST_TEXT_BYTES;
        return hello == null
                ? text
                : Math.max(
                        text,
                        MOST_HEADER_BYTES
                                + 2 * hello.format().widthPx() * hello.format().heightPx());
    }

    @Override
    public String title() {
        return "Loopscope's frame stream";
    }

    private static int u16(ByteBuffer in, int at) {
        return in.getShort(at) & 0xFFFF;
    }

    private static long u32(ByteBuffer in, int at) {
        return in.getInt(at) & 0xFFFF_FFFFL;
    }
}
