package org.loopscope.controller.replay;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** CRC-32C of a frame's little-endian pixels, as the journal keeps it. */
final class PixelChecksum {
    private final ByteBuffer bytes;
    private final CRC32C crc = new CRC32C();

    PixelChecksum(int pixels) {
        bytes = ByteBuffer.allocate(2 * pixels).order(ByteOrder.LITTLE_ENDIAN);
    }

    int of(short[] pixels) {
        bytes.asShortBuffer().put(pixels);
        crc.reset();
        crc.update(bytes.array(), 0, bytes.capacity());
        return (int) crc.getValue();
    }
}
