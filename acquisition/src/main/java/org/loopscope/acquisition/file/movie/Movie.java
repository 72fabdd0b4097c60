package org.loopscope.acquisition.file.movie;

import java.io.IOException;
import org.loopscope.acquisition.Frame;

/** A complete recording: frames by number. One thread. */
public interface Movie extends AutoCloseable {
    MovieMetadata metadata();

    /** How many frames there are, over all planes and channels. */
    long frames();

    /**
     * Reads a frame's pixels, address (index, plane, channel) and device time; not its times on the session clock.
     *
     * @param number from 0, in the order of exposure, channels fastest
     * @throws IOException when the file is damaged or got shorter since it was opened; one line
     */
    void read(long number, Frame into) throws IOException;

    /**
     * When the frame's exposure ends, nanoseconds after the first exposure of the recording began. Ascending with the
     * number.
     */
    long exposureEndNs(long number);

    /** The edges that the device saw during the frame read last. */
    default DeviceEdges edges() {
        return DeviceEdges.NONE;
    }

    @Override
    void close() throws IOException;
}
