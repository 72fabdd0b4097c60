package org.loopscope.controller.session;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.log.CorrectedFrame;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.rig.ActivityInput;

/**
 * Between everybody and the log thread. Events are never shed: a queue so full of them that one does not fit ends the
 * session. Raw frames are shed when more than {@code maxFrames} wait, at real-time speed; at full speed the source waits
 * for the disk instead.
 */
public final class LogQueue {
    private static final int MAX_EVENTS = 1 << 16;
    private static final long PATIENCE_S = 60;
    private static final int FEWEST_FRAMES = 16;
    private static final long MOST_FRAME_BYTES = 512L << 20;

    private final BlockingQueue<LogEntry> entries = new ArrayBlockingQueue<>(MAX_EVENTS);
    private final AtomicInteger waitingFrames = new AtomicInteger();
    private final int maxFrames;
    private final boolean mayWait;
    private volatile boolean abandoned;

    public LogQueue(int maxFrames, boolean mayWait) {
        this.maxFrames = maxFrames;
        this.mayWait = mayWait;
    }

    /** How many frames may wait for the disk; fewer than asked for where they would take too much memory. */
    static int frames(long queueNs, ActivityInput input) {
        return switch (input) {
            case ActivityInput.Imaged imaged -> {
                FrameFormat format = imaged.frames().format();
                long most = MOST_FRAME_BYTES / (2L * format.widthPx() * format.heightPx());
                long wanted = Math.round(queueNs / 1e9 * format.framesPerSecond());
                yield (int) Math.clamp(wanted, FEWEST_FRAMES, Math.max(FEWEST_FRAMES, most));
            }
            case ActivityInput.Recorded recorded -> FEWEST_FRAMES;
        };
    }

    /** Any thread. */
    public void add(SessionEvent event) {
        put(new LogEntry.Event(event));
    }

    /** False when the frame has to be shed; then it is still the caller's. */
    boolean offer(Frame frame) {
        while (waitingFrames.get() >= maxFrames) {
            if (!mayWait || abandoned) {
                return false;
            }
            Thread.onSpinWait();
        }
        waitingFrames.incrementAndGet();
        put(new LogEntry.RawFrame(frame));
        return true;
    }

    /** A buffer for {@link #add(LogEntry.Corrected)}; null when none is free, at real-time speed. */
    @Nullable CorrectedFrame take(BlockingQueue<CorrectedFrame> free) {
        CorrectedFrame buffer = free.poll();
        while (buffer == null && mayWait && !abandoned) {
            Thread.onSpinWait();
            buffer = free.poll();
        }
        return buffer;
    }

    void add(LogEntry.Corrected frame) {
        put(frame);
    }

    /** Log thread. It has failed: nobody takes anything any more, and nobody need wait; the session ends by it. */
    void abandon() {
        abandoned = true;
        entries.clear();
    }

    /** Log thread. */
    @Nullable LogEntry poll() {
        LogEntry entry = entries.poll();
        if (entry instanceof LogEntry.RawFrame) {
            waitingFrames.decrementAndGet();
        }
        return entry;
    }

    int waitingFrames() {
        return waitingFrames.get();
    }

    private void put(LogEntry entry) {
        try {
            boolean fits =
                    abandoned || (mayWait ? entries.offer(entry, PATIENCE_S, TimeUnit.SECONDS) : entries.offer(entry));
            if (!fits) {
                throw new IllegalStateException("the log cannot follow: " + entries.size()
                        + " records wait for the disk; end the session and look at the disk");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the log", e);
        }
    }
}
