package org.loopscope.controller.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.log.SessionEvent.FrameArrived;

/** The raw frames of a session as a replay takes them: all of them, or none where some were not kept. One thread. */
final class FrameArchive implements AutoCloseable {
    private final @Nullable RecordedFrames frames;
    private final long missing;
    private final Frame frame;
    private final ByteBuffer bytes;
    private final CRC32C crc = new CRC32C();

    private FrameArchive(@Nullable RecordedFrames frames, long missing, FrameFormat format) {
        this.frames = frames;
        this.missing = missing;
        frame = new Frame(format.widthPx(), format.heightPx());
        bytes = ByteBuffer.allocate(2 * frame.pixels.length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Opens the frames of a session whose frames had this format.
     *
     * @param keepsFrames whether the session was to keep its raw frames
     */
    static FrameArchive open(SessionFolder session, SessionScan scan, FrameFormat format, boolean keepsFrames)
            throws IOException {
        if (!keepsFrames || scan.shedFrames() > 0) {
            return new FrameArchive(null, keepsFrames ? scan.shedFrames() : scan.frames(), format);
        }
        return new FrameArchive(RecordedFrames.open(session.nwb()), 0, format);
    }

    /** Whether the activity can be recomputed from pixels. */
    boolean complete() {
        return frames != null;
    }

    /** How many frames were not kept. */
    long missing() {
        return missing;
    }

    /**
     * The frame with its times as they were; a buffer that is valid until the next call, or null when the file ends
     * before it, as after a crash.
     */
    @Nullable Frame read(FrameArrived arrived) {
        try {
            if (frames == null || !frames.read(arrived.index(), frame)) {
                return null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        frame.index = arrived.index();
        frame.exposureEndNs = arrived.exposureEndNs();
        frame.frameEndNs = arrived.frameEndNs();
        return frame;
    }

    /** CRC-32C of the frame's little-endian pixels, as the journal keeps it. */
    int checksum(Frame read) {
        bytes.asShortBuffer().put(read.pixels);
        crc.reset();
        crc.update(bytes.array(), 0, bytes.capacity());
        return (int) crc.getValue();
    }

    @Override
    public void close() {
        if (frames != null) {
            frames.close();
        }
    }
}
