package org.loopscope.controller.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.SourceConfig;
import org.loopscope.controller.log.SessionEvent.FrameArrived;

/** The raw frames of a session as a replay takes them: all of them, or none where some were not kept. One thread. */
final class FrameArchive implements AutoCloseable {
    private final @Nullable RecordedFrames frames;
    private final long missing;
    private final @Nullable FrameFormat format;
    private final Frame frame;
    private final PixelChecksum checksum;

    private FrameArchive(@Nullable RecordedFrames frames, @Nullable FrameFormat format, long missing) {
        this.frames = frames;
        this.format = format;
        this.missing = missing;
        frame = frames == null
                ? new Frame(0, 0)
                : new Frame(frames.format().widthPx(), frames.format().heightPx());
        checksum = new PixelChecksum(frame.pixels.length);
    }

    /** Opens the frames of a session. */
    static FrameArchive open(SessionFolder session, SessionScan scan, ExperimentConfig config) throws IOException {
        if (config.source() instanceof SourceConfig.Responses) {
            return new FrameArchive(null, null, 0);
        }
        if (!config.log().rawFrames()) {
            return new FrameArchive(null, null, scan.frames());
        }
        if (scan.shedFrames() > 0) {
            return new FrameArchive(null, null, scan.shedFrames());
        }
        if (scan.missingBefore(Long.MAX_VALUE) >= scan.frames()) {
            return new FrameArchive(null, null, scan.frames());
        }
        RecordedFrames frames = RecordedFrames.open(session.nwb());
        // Where a crash cut the recording short, all of it up to there can be imaged; not over a gap.
        long end = scan.cutOff() ? frames.completeTo() : Long.MAX_VALUE;
        long missing = frames.count() == 0 ? scan.frames() : scan.missingBefore(end);
        if (missing > 0) {
            frames.close();
            return new FrameArchive(null, null, missing);
        }
        return new FrameArchive(frames, format(frames.format(), scan, config), 0);
    }

    /** The frames as the session was told of them: the file has their rate only rounded. */
    private static FrameFormat format(FrameFormat recorded, SessionScan scan, ExperimentConfig config) {
        if (scan.source() != null) {
            return scan.source().format();
        }
        double rateHz = switch (config.source()) {
            case SourceConfig.Simulated simulated -> simulated.format().rateHz();
            // A rate that the recording said itself was taken to single precision, as this file has it.
            case SourceConfig.Movie movie ->
                movie.said().rateHz() > 0 ? movie.said().rateHz() : recorded.rateHz();
            case SourceConfig.Live live -> live.stated().rateHz();
            case SourceConfig.Camera camera -> camera.settings().rateHz();
            case SourceConfig.Responses responses -> responses.sampleHz();
        };
        return recorded.withRate(rateHz);
    }

    /** What the frames are; null where the activity cannot be recomputed from pixels. */
    @Nullable FrameFormat format() {
        return format;
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
        frame.plane = arrived.plane();
        frame.channel = arrived.channel();
        frame.deviceNs = arrived.deviceNs();
        frame.exposureEndNs = arrived.exposureEndNs();
        frame.frameEndNs = arrived.frameEndNs();
        return frame;
    }

    /** Whether the file ends before this frame: then it is not missing. */
    boolean endsBefore(long index) {
        return frames == null || frames.completeTo() < index;
    }

    /** Whether the file has a frame after this one. */
    boolean goesBeyond(long index) {
        return frames != null && frames.completeTo() > index;
    }

    /** CRC-32C of the frame's little-endian pixels, as the journal keeps it. */
    int checksum(Frame read) {
        return checksum.of(read.pixels);
    }

    @Override
    public void close() {
        if (frames != null) {
            frames.close();
        }
    }
}
