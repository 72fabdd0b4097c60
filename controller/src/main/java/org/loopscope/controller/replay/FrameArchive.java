package org.loopscope.controller.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.LogConfig;
import org.loopscope.controller.config.SourceConfig;
import org.loopscope.controller.log.SessionEvent.FrameArrived;

/** The raw frames of a session as a replay takes them: all of them, or none where some were not kept. One thread. */
final class FrameArchive implements AutoCloseable {
    private final @Nullable RecordedFrames frames;
    private final long missing;
    private final double rateHz;
    private final Frame frame;
    private final ByteBuffer bytes;
    private final CRC32C crc = new CRC32C();

    private FrameArchive(@Nullable RecordedFrames frames, double rateHz, long missing) {
        this.frames = frames;
        this.rateHz = rateHz;
        this.missing = missing;
        frame = frames == null
                ? new Frame(0, 0)
                : new Frame(frames.format().widthPx(), frames.format().heightPx());
        bytes = ByteBuffer.allocate(2 * frame.pixels.length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Opens the frames of a session. */
    static FrameArchive open(SessionFolder session, SessionScan scan, ExperimentConfig config) throws IOException {
        return switch (config.source()) {
            case SourceConfig.Simulated simulated ->
                open(session, scan, config.log(), simulated.format().rateHz());
            case SourceConfig.Movie movie -> open(session, scan, config.log(), movie.rateHz());
            case SourceConfig.Camera camera ->
                open(session, scan, config.log(), camera.settings().rateHz());
            case SourceConfig.Responses responses -> new FrameArchive(null, responses.sampleHz(), 0);
        };
    }

    private static FrameArchive open(SessionFolder session, SessionScan scan, LogConfig log, double rateHz)
            throws IOException {
        if (!log.rawFrames()) {
            return new FrameArchive(null, rateHz, scan.frames());
        }
        if (scan.shedFrames() > 0) {
            return new FrameArchive(null, rateHz, scan.shedFrames());
        }
        return new FrameArchive(RecordedFrames.open(session.nwb()), rateHz, 0);
    }

    /**
     * The frames' shape, and their rate as the session was told it (the file has a rounded one); null where the activity
     * cannot be recomputed from pixels.
     */
    @Nullable FrameFormat format() {
        return frames == null
                ? null
                : new FrameFormat(frames.format().widthPx(), frames.format().heightPx(), rateHz);
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

    /** Whether the file's last frame came before this one: then it is not missing, the file just ends there. */
    boolean endsBefore(long index) {
        return frames == null || frames.count() == 0 || frames.number(frames.count() - 1) < index;
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
