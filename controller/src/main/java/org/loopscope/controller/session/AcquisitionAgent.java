package org.loopscope.controller.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameSource;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.firmware.clock.SessionClock;

/** Takes frames from the microscope as they end, stamps them, and hands them to the imaging thread. */
public final class AcquisitionAgent implements Agent {
    private final FrameSource source;
    private final SessionClock clock;
    private final SessionClock stopwatch;
    private final FramePool pool;
    private final BlockingQueue<Frame> toImaging;
    private final Consumer<SessionEvent> log;
    private final ByteBuffer bytes;
    private final CRC32C crc = new CRC32C();
    private Frame frame;
    private long expectedIndex;
    private volatile boolean finished;

    public AcquisitionAgent(
            FrameSource source,
            SessionClock clock,
            SessionClock stopwatch,
            FramePool pool,
            BlockingQueue<Frame> toImaging,
            Consumer<SessionEvent> log) {
        this.source = source;
        this.clock = clock;
        this.stopwatch = stopwatch;
        this.pool = pool;
        this.toImaging = toImaging;
        this.log = log;
        frame = required(pool);
        bytes = ByteBuffer.allocate(frame.pixels.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public String role() {
        return "acquisition";
    }

    @Override
    public boolean doWork() {
        return switch (source.poll(clock.nowNs(), frame)) {
            case NOT_YET -> false;
            case ENDED -> {
                finished = true;
                yield false;
            }
            case FRAME -> {
                frame.frameEndNs = clock.nowNs();
                frame.arrivedNs = stopwatch.nowNs();
                arrived();
                yield true;
            }
        };
    }

    private void arrived() {
        if (frame.index > expectedIndex) {
            log.accept(new SessionEvent.FramesLost(
                    expectedIndex, frame.index - 1, "the microscope's frame numbers have a gap"));
        }
        expectedIndex = frame.index + 1;
        if (toImaging.remainingCapacity() == 0) {
            log.accept(new SessionEvent.FramesLost(frame.index, frame.index, "the imaging thread is behind"));
            return;
        }
        log.accept(new SessionEvent.FrameArrived(frame.index, frame.exposureEndNs, frame.frameEndNs, checksum()));
        toImaging.add(frame);
        frame = required(pool);
    }

    /** CRC-32C of the little-endian pixels, as the journal keeps it. */
    private int checksum() {
        bytes.asShortBuffer().put(frame.pixels);
        crc.reset();
        crc.update(bytes.array(), 0, bytes.capacity());
        return (int) crc.getValue();
    }

    @Override
    public boolean finished() {
        return finished;
    }

    /** The pool holds more frames than all queues together, so one is always free. */
    private static Frame required(FramePool pool) {
        Frame free = pool.take();
        if (free == null) {
            throw new IllegalStateException("no free frame buffer: a stage has kept one");
        }
        return free;
    }
}
