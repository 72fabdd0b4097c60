package org.loopscope.controller.log.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Where things are in a journal file. Everything is little endian.
 *
 * <pre>
 * file    = header record*
 * header  = magic:8 bytes "LOOPJRNL" | version:u32 | crc32c(magic, version):u32            16 bytes
 * record  = length:u32 | crc32c(length, payload):u32 | payload:length bytes                  8 + length bytes
 * payload = tag:u8 | fields of the event, see {@link EventCodec}
 * </pre>
 *
 * A record is never empty and never longer than {@link #MAX_PAYLOAD_BYTES}. The checksum is CRC-32C (Castagnoli, RFC
 * 3720), which finds every change of up to 32 neighbouring bits.
 */
final class JournalFormat {
    static final int VERSION = 1;
    static final int HEADER_BYTES = 16;
    static final int RECORD_HEADER_BYTES = 8;
    static final int MAX_PAYLOAD_BYTES = 1 << 28;

    private static final long MAGIC = 0x4C4E524A504F4F4CL;

    private JournalFormat() {}

    static ByteBuffer header() {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(MAGIC).putInt(VERSION);
        header.putInt(crc(header.duplicate().flip()));
        return header.flip();
    }

    /** Says what is wrong with a file's first 16 bytes, or an empty text. */
    static String faultInHeader(ByteBuffer header) {
        if (header.remaining() < HEADER_BYTES || header.getLong(0) != MAGIC) {
            return "this is not a session journal";
        }
        if (header.getInt(12) != crc(header.duplicate().limit(12))) {
            return "the header's checksum does not match";
        }
        int version = header.getInt(8);
        return version == VERSION
                ? ""
                : "version " + version + " is not known to this program (it reads " + VERSION + ")";
    }

    /** Checksum of a record whose payload lies between the buffer's position and limit. */
    static int recordCrc(int length, ByteBuffer payload) {
        CRC32C crc = new CRC32C();
        crc.update(length);
        crc.update(length >>> 8);
        crc.update(length >>> 16);
        crc.update(length >>> 24);
        crc.update(payload.duplicate());
        return (int) crc.getValue();
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
