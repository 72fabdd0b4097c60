package org.loopscope.acquisition.ring;

import static org.loopscope.acquisition.ring.RingLayout.INT_AT;
import static org.loopscope.acquisition.ring.RingLayout.LONG_AT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.live.DeviceTimeline;
import org.loopscope.acquisition.live.FrameNumbers;
import org.loopscope.acquisition.live.LiveFrameSource;
import org.loopscope.acquisition.live.PixelBlock;
import org.loopscope.acquisition.live.SourceFailure;

/**
 * Frames from a ring in a file that a process on the same host writes and we have mapped; see {@link RingLayout} and
 * {@code docs/senders/loopscope_ring.h}. One writer, which never waits; one reader.
 *
 * <p>Each slot has a sequence lock (Boehm, Can seqlocks get along with programming language memory models?, 2012): the
 * frame is copied out, and taken only if the slot's sequence is the same afterwards. A frame that was overwritten
 * before or while it was read is lost, never torn: its number is missing. After being overrun the reader goes on half a
 * ring behind the writer.
 *
 * <p>A goodbye is {@link Poll#ENDED} once all frames are read. A writer whose heartbeat stands still for
 * {@value #DEAD_AFTER_NS} ns, or three frames if that is longer, is dead: a {@link SourceFailure}. Reading allocates
 * nothing per frame.
 */
public final class RingFrameSource implements LiveFrameSource {
    static final long DEAD_AFTER_NS = 2_000_000_000L;

    /** Against a writer that laps us each time, a poll gives up after so many. */
    private static final int MOST_ATTEMPTS = 4;

    private static final long MAP_AGAIN_AFTER_NS = 500_000_000L;

    private final Path path;
    private final int pixelOffset;
    private @Nullable MappedFile mapped;
    private @Nullable Opened opened;
    private long nextMappingNs = Long.MIN_VALUE;
    private long heartbeat;
    private long heartbeatNs;
    private long first;
    private long next;
    private long discarded;
    private long overruns;
    private long lastExposureEndNs;

    /** What there is once the header has been read. */
    private record Opened(
            MemorySegment bytes, RingLayout layout, PixelBlock pixels, FrameNumbers numbers, DeviceTimeline timeline) {}

    /**
     * @param path the ring's file, which need not be there yet
     * @param pixelOffset added to signed pixels, see {@link org.loopscope.acquisition.live.PixelType}
     */
    public RingFrameSource(Path path, int pixelOffset) {
        this.path = path;
        this.pixelOffset = pixelOffset;
    }

    /** A ring is ready when its writer lives: its heartbeat has been seen to move, so an old file is not taken for one. */
    @Override
    public boolean ready(long nowNs) {
        if (opened != null) {
            return true;
        }
        if (mapped == null || nowNs >= nextMappingNs) {
            map(nowNs);
        }
        if (mapped == null) {
            return false;
        }
        MemorySegment bytes = mapped.bytes();
        if ((long) LONG_AT.getAcquire(bytes, 0L) != RingLayout.MAGIC
                || (long) LONG_AT.getAcquire(bytes, RingLayout.HEARTBEAT) == heartbeat) {
            return false;
        }
        RingLayout layout = RingLayout.read(bytes, bytes.byteSize(), path.toString());
        FrameFormat format = layout.format();
        opened = new Opened(
                bytes,
                layout,
                new PixelBlock(format.widthPx(), format.heightPx(), pixelOffset),
                new FrameNumbers(format.channels()),
                new DeviceTimeline());
        first = (long) LONG_AT.getAcquire(bytes, RingLayout.WRITTEN);
        INT_AT.setRelease(bytes, RingLayout.READER_STATE, RingLayout.ATTACHED);
        return true;
    }

    /** Maps what lies at the path now: a writer that starts anew makes a new file. */
    private void map(long nowNs) {
        nextMappingNs = nowNs + MAP_AGAIN_AFTER_NS;
        close();
        mapped = MappedFile.open(path, RingLayout.HEADER_BYTES);
        if (mapped != null) {
            heartbeat = (long) LONG_AT.getAcquire(mapped.bytes(), RingLayout.HEARTBEAT);
        }
    }

    @Override
    public String awaited() {
        return "a writer of the ring " + path;
    }

    @Override
    public String description() {
        String name = opened().layout().name();
        return (name.isEmpty() ? "a microscope" : name) + ", by the ring " + path;
    }

    @Override
    public FrameFormat format() {
        return opened().layout().format();
    }

    @Override
    public long discarded() {
        return discarded;
    }

    /** How often the writer lapped us. */
    public long overruns() {
        return overruns;
    }

    @Override
    public void startAt(long sessionNs) {
        MemorySegment bytes = opened().bytes();
        next = (long) LONG_AT.getAcquire(bytes, RingLayout.WRITTEN);
        discarded = next - first;
        first = next;
        heartbeat = (long) LONG_AT.getAcquire(bytes, RingLayout.HEARTBEAT);
        heartbeatNs = sessionNs;
        lastExposureEndNs = sessionNs;
        LONG_AT.setRelease(bytes, RingLayout.READ, next);
        INT_AT.setRelease(bytes, RingLayout.READER_STATE, RingLayout.SESSION_RUNS);
    }

    @Override
    public long nextExposureEndNs() {
        return lastExposureEndNs + format().periodNs();
    }

    @Override
    public Poll poll(long nowNs, Frame into) {
        Opened ring = opened();
        try {
            for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
                long sequence =
                        (long) LONG_AT.getAcquire(ring.bytes(), ring.layout().slotOf(next));
                long whole = 2 * next + 2;
                if (sequence < whole) {
                    return nothingNew(ring, nowNs);
                }
                if (sequence > whole) {
                    overrun(ring);
                } else if (taken(ring, nowNs, into)) {
                    return Poll.FRAME;
                }
            }
            return Poll.NOT_YET;
        } catch (InternalError e) {
            // What Java makes of a bus error: the file no longer reaches to where it is mapped.
            throw new SourceFailure(path + " was cut short while it was read; the writer must leave its file alone");
        }
    }

    /** Copies the next frame out; false when it was overwritten meanwhile, or came before the session's first. */
    private boolean taken(Opened ring, long nowNs, Frame into) {
        RingLayout layout = ring.layout();
        MemorySegment bytes = ring.bytes();
        long slot = layout.slotOf(next);
        long number = bytes.get(RingLayout.LONG, slot + RingLayout.NUMBER);
        double deviceSeconds = bytes.get(RingLayout.DOUBLE, slot + RingLayout.DEVICE_TIME);
        int plane = bytes.get(RingLayout.INT, slot + RingLayout.PLANE);
        int channel = bytes.get(RingLayout.INT, slot + RingLayout.CHANNEL);
        ring.pixels()
                .read(bytes, slot + RingLayout.SLOT_HEADER_BYTES, layout.type(), layout.columnMajor(), into.pixels);
        VarHandle.acquireFence();
        if ((long) LONG_AT.getOpaque(bytes, slot) != 2 * next + 2) {
            overrun(ring);
            return false;
        }
        // What was overrun since the start was missed, also when nothing has been read before.
        ring.numbers().beginBefore(number, (next - first) / layout.format().channels());
        advance(ring, next + 1);
        if (plane < 0
                || plane >= layout.format().planes()
                || channel < 0
                || channel >= layout.format().channels()) {
            throw new SourceFailure(path + ": frame " + number + " is of plane " + plane + " and channel " + channel
                    + ", counted from 0; the ring has " + layout.format().planes() + " and "
                    + layout.format().channels());
        }
        long index = ring.numbers().index(number, channel);
        if (index == FrameNumbers.BEFORE_FIRST) {
            discarded++;
            return false;
        }
        into.index = index;
        into.plane = plane;
        into.channel = channel;
        double exposureSeconds = layout.atStart() ? 1 / layout.format().rateHz() : 0;
        ring.timeline().stamp(into, deviceSeconds + exposureSeconds, nowNs);
        lastExposureEndNs = into.exposureEndNs;
        return true;
    }

    private void overrun(Opened ring) {
        overruns++;
        long written = (long) LONG_AT.getAcquire(ring.bytes(), RingLayout.WRITTEN);
        advance(ring, Math.max(next + 1, written - ring.layout().slots() / 2));
    }

    private void advance(Opened ring, long to) {
        next = to;
        LONG_AT.setRelease(ring.bytes(), RingLayout.READ, to);
    }

    private Poll nothingNew(Opened ring, long nowNs) {
        MemorySegment bytes = ring.bytes();
        if ((int) INT_AT.getAcquire(bytes, RingLayout.STATE) == RingLayout.GOODBYE
                && (long) LONG_AT.getAcquire(bytes, RingLayout.WRITTEN) <= next) {
            return Poll.ENDED;
        }
        long beat = (long) LONG_AT.getAcquire(bytes, RingLayout.HEARTBEAT);
        if (beat != heartbeat) {
            heartbeat = beat;
            heartbeatNs = nowNs;
        } else if (nowNs - heartbeatNs > Math.max(DEAD_AFTER_NS, 3 * format().periodNs())) {
            throw new SourceFailure(String.format(
                    java.util.Locale.ROOT,
                    "the writer of %s has not beaten for %.1f s: it has died or hangs; look at the microscope's program",
                    path,
                    (nowNs - heartbeatNs) / 1e9));
        }
        return Poll.NOT_YET;
    }

    private Opened opened() {
        if (opened == null) {
            throw new IllegalStateException("no writer of the ring " + path + " has come; wait until it is ready");
        }
        return opened;
    }

    @Override
    public void close() {
        if (mapped != null) {
            mapped.close();
            mapped = null;
        }
    }
}
