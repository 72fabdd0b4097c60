package org.loopscope.controller.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.log.DiskWatch.News;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.Shed;
import org.loopscope.controller.log.SessionLog;
import org.loopscope.firmware.clock.SessionClock;

/** Writes what the others have queued. The only agent that touches the disk. */
public final class LogAgent implements Agent {
    private final LogQueue queue;
    private final SessionLog log;
    private final @Nullable FramePool pool;
    private final Consumer<SessionEvent> figures;
    private final Consumer<SessionEvent> events;
    private final Consumer<IOException> endSession;
    private final SessionClock stopwatch;
    private final BooleanSupplier othersFinished;
    private volatile boolean finished;

    /**
     * @param events where this agent's own events go, to come back through the queue
     * @param endSession told why the session has to end while the log can still be completed
     * @param othersFinished true when nobody will queue anything any more
     */
    public LogAgent(
            LogQueue queue,
            SessionLog log,
            @Nullable FramePool pool,
            Consumer<SessionEvent> figures,
            Consumer<SessionEvent> events,
            Consumer<IOException> endSession,
            SessionClock stopwatch,
            BooleanSupplier othersFinished) {
        this.queue = queue;
        this.log = log;
        this.pool = pool;
        this.figures = figures;
        this.events = events;
        this.endSession = endSession;
        this.stopwatch = stopwatch;
        this.othersFinished = othersFinished;
    }

    @Override
    public String role() {
        return "log";
    }

    @Override
    public boolean doWork() {
        try {
            return turn();
        } catch (IOException e) {
            queue.abandon();
            throw new UncheckedIOException("the log cannot be written: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            queue.abandon();
            throw e;
        }
    }

    private boolean turn() throws IOException {
        boolean lastRound = othersFinished.getAsBoolean();
        log.flushIfDue(stopwatch.nowNs());
        look(stopwatch.nowNs());
        LogEntry entry = queue.poll();
        if (entry == null) {
            finished = lastRound;
            return false;
        }
        write(entry);
        return true;
    }

    private void look(long nowNs) throws IOException {
        switch (log.watch(nowNs)) {
            case News.Nothing nothing -> {}
            case News.Changed changed -> events.accept(new SessionEvent.FaultRaised(nowNs, changed.what(), false));
            case News.Full full -> endSession.accept(new IOException(full.what()));
        }
    }

    private void write(LogEntry entry) throws IOException {
        switch (entry) {
            case LogEntry.Event event -> {
                log.accept(event.event());
                figures.accept(event.event());
            }
            case LogEntry.Corrected corrected -> {
                log.accept(corrected.frame());
                corrected.free().add(corrected.frame());
            }
            case LogEntry.RawFrame raw -> {
                if (!log.accept(raw.frame())) {
                    events.accept(new SessionEvent.RawFrameShed(raw.frame().index, Shed.DISK_NEARLY_FULL));
                }
                if (pool != null) {
                    pool.giveBack(raw.frame());
                }
            }
        }
    }

    @Override
    public boolean finished() {
        return finished;
    }
}
