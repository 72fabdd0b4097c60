package org.loopscope.controller.log.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/** Texts as the library takes them: an array of addresses of zero-terminated UTF-8. To be closed after the call. */
final class CTexts implements AutoCloseable {
    private final BytePointer bytes;
    private final LongPointer addresses;

    CTexts(List<String> texts) {
        byte[][] terminated = texts.stream().map(CTexts::zeroTerminated).toArray(byte[][]::new);
        int length = 0;
        for (byte[] text : terminated) {
            length += text.length;
        }
        bytes = new BytePointer(length);
        addresses = new LongPointer(terminated.length);
        int offset = 0;
        for (int i = 0; i < terminated.length; i++) {
            bytes.position(offset).put(terminated[i], 0, terminated[i].length);
            addresses.put(i, bytes.position(0).address() + offset);
            offset += terminated[i].length;
        }
    }

    Pointer pointers() {
        return addresses;
    }

    /** How many bytes there are, the terminating zeros included. */
    long length() {
        return bytes.capacity();
    }

    /** Adds the texts' bytes, the terminating zeros included, to a checksum. */
    void addTo(CRC32C crc) {
        crc.update(bytes.position(0).asByteBuffer());
    }

    @Override
    public void close() {
        addresses.close();
        bytes.close();
    }

    /** A zero inside the text would end it, so it becomes a space. */
    private static byte[] zeroTerminated(String text) {
        return (text.replace('\0', ' ') + '\0').getBytes(StandardCharsets.UTF_8);
    }
}
