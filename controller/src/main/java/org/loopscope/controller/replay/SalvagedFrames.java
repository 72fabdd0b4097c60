package org.loopscope.controller.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.controller.log.SessionEvent.FrameArrived;

/**
 * The raw frames that a session left in its file when its process died. Each is held against the journal's checksum, so
 * what is given is what the microscope gave. One thread.
 */
public final class SalvagedFrames implements AutoCloseable {
    private final @Nullable RecordedFrames frames;
    private final Frame frame;
    private final PixelChecksum checksum;
    private final String fault;
    private long damaged;

    private SalvagedFrames(@Nullable RecordedFrames frames, String fault) {
        this.frames = frames;
        this.fault = fault;
        frame = frames == null
                ? new Frame(0, 0)
                : new Frame(frames.format().widthPx(), frames.format().heightPx());
        checksum = new PixelChecksum(frame.pixels.length);
    }

    /** Opens the frames of a file that may be damaged, or not there; then there are none. */
    public static SalvagedFrames open(Path nwb) {
        if (!Files.exists(nwb)) {
            return new SalvagedFrames(null, nwb + " is not there");
        }
        try {
            return new SalvagedFrames(RecordedFrames.open(nwb), "");
        } catch (IOException e) {
            return new SalvagedFrames(null, String.valueOf(e.getMessage()));
        }
    }

    /** A session that keeps no raw frames. */
    public static SalvagedFrames none() {
        return new SalvagedFrames(null, "");
    }

    /** The frame with its times as they were, in a buffer that is valid until the next call; null when it is not there. */
    public @Nullable Frame read(FrameArrived arrived) {
        try {
            if (frames == null || !frames.read(arrived.index(), frame)) {
                return null;
            }
        } catch (IOException e) {
            damaged++;
            return null;
        }
        if (checksum.of(frame.pixels) != arrived.pixelCrc()) {
            damaged++;
            return null;
        }
        frame.plane = arrived.plane();
        frame.channel = arrived.channel();
        frame.deviceNs = arrived.deviceNs();
        frame.exposureEndNs = arrived.exposureEndNs();
        frame.frameEndNs = arrived.frameEndNs();
        return frame;
    }

    /** Frames that are in the file, but not as they came. */
    public long damaged() {
        return damaged;
    }

    /** Whether the file has a frame after this one. */
    public boolean goBeyond(long index) {
        return frames != null && frames.completeTo() > index;
    }

    /** Why there are no frames at all; empty text where the file can be read. */
    public String fault() {
        return fault;
    }

    @Override
    public void close() {
        if (frames != null) {
            frames.close();
        }
    }
}
