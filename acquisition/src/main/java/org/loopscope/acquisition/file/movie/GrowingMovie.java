package org.loopscope.acquisition.file.movie;

import java.io.IOException;
import org.loopscope.acquisition.Frame;

/**
 * A file that another process is appending frames to. One thread; a call reads what is there and never waits. A frame is
 * read only when all of it lies within the file.
 */
public interface GrowingMovie extends AutoCloseable {
    /** What a look at the file found. */
    enum Step {
        FRAME,
        /** The next frame is not there yet, or not all of it. */
        NOT_YET,
        /** The file says that its recording is over. */
        ENDED,
        /** The file says that this acquisition is over, and that another one follows in the next file. */
        NEXT_FILE
    }

    MovieMetadata metadata();

    /**
     * Reads the next frame: pixels, address and device time. The index counts from the first volume that was seen.
     *
     * @param nowNs session time, for what is not to be looked for at every call
     * @throws IOException when the file got shorter, was replaced or removed, or holds what cannot be read; one line
     */
    Step next(long nowNs, Frame into) throws IOException;

    /** The file's size at the last look, bytes: it moves while the writer lives. */
    long size();

    /** Whether there are bytes after the last whole frame. */
    boolean cutOff();

    /** The edges that the device saw during the frame read last. */
    default DeviceEdges edges() {
        return DeviceEdges.NONE;
    }

    /** Looks whether the path still leads to this file; a few microseconds, to be done now and then. */
    void checkSameFile() throws IOException;

    @Override
    void close() throws IOException;
}
