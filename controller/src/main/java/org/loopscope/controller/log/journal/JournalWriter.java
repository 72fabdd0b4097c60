package org.loopscope.controller.log.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.disk.Disk;
import org.loopscope.controller.log.disk.FileBytes;
import org.loopscope.controller.log.disk.LocalDisk;

/**
 * Appends events to a journal file. Each record is handed to the operating system before {@link #append} returns, so it
 * survives the death of this process; {@link #force} makes it survive the loss of power. One thread.
 */
public final class JournalWriter implements AutoCloseable {
    private final FileBytes file;
    private final RecordOutput record = new RecordOutput();
    private long records;
    private long bytes;

    private JournalWriter(FileBytes file) {
        this.file = file;
    }

    /** Starts a new journal on this computer's disk. */
    public static JournalWriter create(Path path) throws IOException {
        return create(path, new LocalDisk());
    }

    /** Starts a new journal; an existing file is never touched. */
    public static JournalWriter create(Path path, Disk disk) throws IOException {
        JournalWriter writer = new JournalWriter(disk.create(path));
        writer.writeOrTakeBack(JournalFormat.header());
        return writer;
    }

    /**
     * Goes on with the journal of a process that died.
     *
     * @param bytes where its last whole record ends; what follows is a fragment, and is cut off
     */
    public static JournalWriter goOn(FileBytes file, long bytes) throws IOException {
        file.resize(bytes);
        JournalWriter writer = new JournalWriter(file);
        writer.bytes = bytes;
        return writer;
    }

    /** Appends one event. When it cannot be written whole, nothing of it stays in the file. */
    public void append(SessionEvent event) throws IOException {
        record.restart(JournalFormat.RECORD_HEADER_BYTES);
        EventCodec.write(event, record);
        ByteBuffer whole = record.finished();
        int length = whole.remaining() - JournalFormat.RECORD_HEADER_BYTES;
        int crc = JournalFormat.recordCrc(length, whole.slice(JournalFormat.RECORD_HEADER_BYTES, length));
        whole.putInt(0, length).putInt(4, crc);
        writeOrTakeBack(whole);
        records++;
    }

    /** Waits until everything appended is on the disk. Takes milliseconds to seconds. */
    public void force() throws IOException {
        file.force();
    }

    public long records() {
        return records;
    }

    public long bytes() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void writeOrTakeBack(ByteBuffer whole) throws IOException {
        int length = whole.remaining();
        try {
            file.write(bytes, whole);
        } catch (IOException e) {
            // A full disk may have taken half of the record; what is appended later must not follow half a record.
            try {
                file.resize(bytes);
            } catch (IOException truncating) {
                e.addSuppressed(truncating);
            }
            throw e;
        }
        bytes += length;
    }
}
