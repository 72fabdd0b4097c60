package org.loopscope.controller.log.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.log.SessionEvent;

/**
 * Reads a journal from its first event to its last. A journal whose writer died ends in the middle of a record: that is
 * a clean end, told by {@link #tornBytes}. A byte that was changed afterwards is {@link JournalCorrupt}. One thread.
 */
public final class JournalReader implements AutoCloseable {
    private static final int WINDOW_BYTES = 1 << 18;

    private final FileChannel channel;
    private final String name;
    private final long size;
    private ByteBuffer window;
    private long windowStart;
    private long offset;
    private long records;
    private long tornBytes;

    private JournalReader(FileChannel channel, String name) throws IOException {
        this.channel = channel;
        this.name = name;
        this.size = channel.size();
        this.window = newWindow(Math.clamp(size, JournalFormat.HEADER_BYTES, WINDOW_BYTES));
    }

    /**
     * Opens a journal.
     *
     * @throws JournalCorrupt when the file is no journal, or one of another version
     */
    public static JournalReader open(Path file) throws IOException {
        return open(file, JournalFormat.HEADER_BYTES);
    }

    /**
     * Opens a journal to read it from a record on.
     *
     * @param from where the record starts in the file
     * @throws JournalCorrupt when the file is no journal, or one of another version
     */
    public static JournalReader open(Path file, long from) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            JournalReader reader = new JournalReader(channel, file.toString());
            String fault = JournalFormat.faultInHeader(
                    reader.view(0, (int) Math.min(reader.size, JournalFormat.HEADER_BYTES)));
            if (!fault.isEmpty()) {
                throw new JournalCorrupt(reader.name, -1, 0, fault);
            }
            reader.offset = from;
            return reader;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The next event, or null at the end of the journal. */
    public @Nullable SessionEvent next() throws IOException {
        long left = size - offset;
        if (left == 0 || tornBytes > 0) {
            return null;
        }
        if (left < JournalFormat.RECORD_HEADER_BYTES) {
            tornBytes = left;
            return null;
        }
        ByteBuffer head = view(offset, JournalFormat.RECORD_HEADER_BYTES);
        int length = head.getInt(0);
        int crc = head.getInt(4);
        if (length <= 0
                || length > JournalFormat.MAX_PAYLOAD_BYTES
                || length > left - JournalFormat.RECORD_HEADER_BYTES) {
            return endOrCorruption(length, crc, left);
        }
        ByteBuffer payload = view(offset + JournalFormat.RECORD_HEADER_BYTES, length);
        if (JournalFormat.recordCrc(length, payload) != crc) {
            throw corrupt("the checksum does not match: a byte of this record was changed");
        }
        SessionEvent event;
        try {
            event = EventCodec.read(payload);
        } catch (IllegalArgumentException e) {
            throw (JournalCorrupt) corrupt("cannot be read: " + e.getMessage()).initCause(e);
        }
        offset += JournalFormat.RECORD_HEADER_BYTES + length;
        records++;
        return event;
    }

    /** How many events have been read. */
    public long records() {
        return records;
    }

    /** Where the next record starts in the file. */
    public long byteOffset() {
        return offset;
    }

    /** Length of the last record's fragment, once {@link #next} has returned null; 0 when the last record is whole. */
    public long tornBytes() {
        return tornBytes;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private @Nullable SessionEvent endOrCorruption(int length, int crc, long left) throws IOException {
        String fault = new TailInspection(channel, offset, size).faultIn(length, crc);
        if (!fault.isEmpty()) {
            throw corrupt(fault);
        }
        tornBytes = left;
        return null;
    }

    private JournalCorrupt corrupt(String what) {
        return new JournalCorrupt(name, records, offset, what);
    }

    /** The file's bytes from {@code start}, valid until the next call. */
    private ByteBuffer view(long start, int length) throws IOException {
        if (start < windowStart || start + length > windowStart + window.limit()) {
            if (length > window.capacity()) {
                window = newWindow(Math.max(length, 2 * window.capacity()));
            }
            window.clear();
            windowStart = start;
            while (window.hasRemaining() && channel.read(window, start + window.position()) > 0) {
                // Short reads are allowed; the loop goes on until the window is full or the file ends.
            }
            window.flip();
        }
        return window.slice((int) (start - windowStart), length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer newWindow(int bytes) {
        return ByteBuffer.allocateDirect(bytes).limit(0).order(ByteOrder.LITTLE_ENDIAN);
    }
}
