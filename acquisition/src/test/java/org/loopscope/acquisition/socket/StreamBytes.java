package org.loopscope.acquisition.socket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.loopscope.acquisition.live.PixelType;

/** A sender's side of Loopscope's stream, as bytes. */
final class StreamBytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** One frame's header; the payload is made for it. */
    record Head(
            int flags, int widthPx, int heightPx, PixelType type, int channel, int plane, long number, double seconds) {
        static Head plain(int widthPx, int heightPx, long number, double seconds) {
            return new Head(0, widthPx, heightPx, PixelType.U16, 0, 0, number, seconds);
        }
    }

    static String helloText(int widthPx, int heightPx, double rateHz, int planes, int channels, boolean wantsStart) {
        return "{\"width\": " + widthPx + ", \"height\": " + heightPx + ", \"rate_hz\": " + rateHz + ", \"planes\": "
                + planes + ", \"channels\": " + channels + ", \"microscope\": \"golden\", \"wants_start\": "
                + wantsStart
                + "}";
    }

    StreamBytes hello(String text) {
        byte[] said = text.getBytes(StandardCharsets.UTF_8);
        put(LoopscopeProtocol.KIND_HELLO, new Head(0, 0, 0, PixelType.U8, 0, 0, 0, Double.NaN), 0, said);
        return this;
    }

    StreamBytes hello(int widthPx, int heightPx, double rateHz) {
        return hello(helloText(widthPx, heightPx, rateHz, 1, 1, false));
    }

    StreamBytes frame(Head head, byte[] payload) {
        put(LoopscopeProtocol.KIND_FRAME, head, head.type().code(), payload);
        return this;
    }

    /** Pixel i of frame f is (7 f + i) mod 65536. */
    StreamBytes counted(int widthPx, int heightPx, long number, double seconds) {
        return frame(Head.plain(widthPx, heightPx, number, seconds), countedPixels(widthPx * heightPx, number));
    }

    static byte[] countedPixels(int pixels, long number) {
        ByteBuffer payload = ByteBuffer.allocate(2 * pixels).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < pixels; i++) {
            payload.putShort((short) (7 * number + i));
        }
        return payload.array();
    }

    StreamBytes goodbye() {
        put(LoopscopeProtocol.KIND_GOODBYE, new Head(0, 0, 0, PixelType.U8, 0, 0, 0, Double.NaN), 0, new byte[0]);
        return this;
    }

    private void put(int kind, Head head, int type, byte[] payload) {
        ByteBuffer header = ByteBuffer.allocate(LoopscopeProtocol.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put("LSF1".getBytes(StandardCharsets.US_ASCII));
        header.putShort((short) 1).putShort((short) 64).putShort((short) kind).putShort((short) head.flags());
        header.putInt(payload.length).putInt(head.widthPx()).putInt(head.heightPx());
        header.putShort((short) type).putShort((short) head.channel()).putShort((short) head.plane());
        header.putShort((short) 0).putLong(head.number()).putDouble(head.seconds());
        if ((head.flags() & LoopscopeProtocol.CHECKED) != 0) {
            CRC32C crc = new CRC32C();
            crc.update(payload);
            header.putInt((int) crc.getValue());
        }
        bytes.writeBytes(header.array());
        bytes.writeBytes(payload);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
