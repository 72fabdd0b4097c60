package org.loopscope.controller.log.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a file that is being written, by address. One thread. */
public interface FileBytes extends AutoCloseable {
    /** Writes from the buffer's position to its limit; zeros fill what lies between the old end and {@code address}. */
    void write(long address, ByteBuffer bytes) throws IOException;

    /** Fills the buffer; what lies behind the end of the file reads as zeros. */
    void read(long address, ByteBuffer into) throws IOException;

    /** Bytes in the file. */
    long size() throws IOException;

    /** Makes the file exactly so long; what is new in it reads as zeros. */
    void resize(long bytes) throws IOException;

    /** Waits until everything written is on the disk. Takes milliseconds to seconds. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
}
