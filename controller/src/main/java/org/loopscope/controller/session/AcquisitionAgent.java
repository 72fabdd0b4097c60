package org.loopscope.controller.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameLedger;
import org.loopscope.acquisition.FrameSource;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.Refusal;
import org.loopscope.firmware.clock.SessionClock;

/**
 * Takes frames from the microscope as they end, stamps them, and hands them to the imaging thread. Frames that came twice
 * or after a later one go no further. A source that fails or falls silent ends the stream: what has come by then goes its
 * way, and {@link #sourceFailure} says why.
 */
public final class AcquisitionAgent implements Agent {
    private static final long NEVER = Long.MIN_VALUE;

    private final FrameSource source;
    private final SessionClock clock;
    private final SessionClock stopwatch;
    private final FramePool pool;
    private final BlockingQueue<Frame> toImaging;
    private final Consumer<SessionEvent> log;
    private final ByteBuffer bytes;
    private final CRC32C crc = new CRC32C();
    private final FrameLedger ledger;
    private final long stallNs;
    private Frame frame;
    private long aliveNs = NEVER;
    private boolean senderGone;
    private volatile @Nullable Throwable sourceFailure;
    private volatile boolean finished;

    /** @param stallTimeoutNs how long silence is borne, and three frames at least */
    public AcquisitionAgent(
            FrameSource source,
            SessionClock clock,
            SessionClock stopwatch,
            FramePool pool,
            BlockingQueue<Frame> toImaging,
            long stallTimeoutNs,
            Consumer<SessionEvent> log) {
        this.source = source;
        this.clock = clock;
        this.stopwatch = stopwatch;
        this.pool = pool;
        this.toImaging = toImaging;
        this.log = log;
        ledger = new FrameLedger(FrameLedger.lateAfterNs(source.format().periodNs()));
        stallNs = Math.max(stallTimeoutNs, 3 * source.format().periodNs());
        frame = required(pool);
        bytes = ByteBuffer.allocate(frame.pixels.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public String role() {
        return "acquisition";
    }

    @Override
    public boolean doWork() {
        long nowNs = clock.nowNs();
        aliveNs = aliveNs == NEVER ? nowNs : aliveNs;
        try {
            return switch (source.poll(nowNs, frame)) {
                case NOT_YET -> {
                    watchSender(nowNs);
                    watchForStall(nowNs);
                    yield false;
                }
                case ENDED -> {
                    finished = true;
                    yield false;
                }
                case FRAME -> {
                    frame.frameEndNs = clock.nowNs();
                    frame.arrivedNs = stopwatch.nowNs();
                    watchSender(nowNs);
                    aliveNs = nowNs;
                    arrived();
                    yield true;
                }
            };
        } catch (UncheckedIOException e) {
            // The frames before it are sound: they go their way to the log, and then the session fails of this.
            sourceFailure = e;
            finished = true;
            return false;
        }
    }

    /** Tells when the sender has gone, and when it is back. */
    private void watchSender(long nowNs) {
        boolean gone = !source.interruption().isEmpty();
        if (gone == senderGone) {
            return;
        }
        senderGone = gone;
        String what = gone
                ? String.format(
                        Locale.ROOT,
                        "%s; it is waited for, %.1f s at most (rig.stall_timeout)",
                        source.interruption(),
                        stallNs / 1e9)
                : String.format(Locale.ROOT, "the sender is back after %.1f s without frames", (nowNs - aliveNs) / 1e9);
        log.accept(new SessionEvent.FaultRaised(nowNs, what, false));
    }

    private void watchForStall(long nowNs) {
        if (nowNs - aliveNs > stallNs) {
            String why = senderGone ? source.interruption() + "; " : "";
            String what = String.format(
                    Locale.ROOT,
                    "%sno frame has come for %.1f s (rig.stall_timeout); look at the microscope and what sends its frames",
                    why,
                    (nowNs - aliveNs) / 1e9);
            throw new UncheckedIOException(what, new IOException(what));
        }
    }

    /** Why the frames ended, if that was not in order. Any thread. */
    public @Nullable Throwable sourceFailure() {
        return sourceFailure;
    }

    private void arrived() {
        long expected = ledger.nextIndex();
        switch (ledger.enter(frame)) {
            case DUPLICATE -> refuse(Refusal.DUPLICATE);
            case OUT_OF_ORDER -> refuse(Refusal.OUT_OF_ORDER);
            case TAKE -> take(expected);
        }
    }

    /** The buffer is filled again with the next frame. */
    private void refuse(Refusal why) {
        log.accept(new SessionEvent.FrameRefused(frame.index, frame.frameEndNs, why));
    }

    private void take(long expected) {
        if (frame.index > expected) {
            log.accept(new SessionEvent.FramesLost(
                    expected, frame.index - 1, "the microscope's frame numbers have a gap"));
        }
        if (toImaging.remainingCapacity() == 0) {
            log.accept(new SessionEvent.FramesLost(frame.index, frame.index, "the imaging thread is behind"));
            return;
        }
        log.accept(new SessionEvent.FrameArrived(
                frame.index,
                frame.plane,
                frame.channel,
                frame.deviceNs,
                frame.exposureEndNs,
                frame.frameEndNs,
                checksum()));
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
