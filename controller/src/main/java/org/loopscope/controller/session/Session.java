package org.loopscope.controller.session;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.RigThreads;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionLog;
import org.loopscope.controller.operator.Answer;
import org.loopscope.controller.operator.OperatorRequest;
import org.loopscope.controller.rig.ActivityInput;
import org.loopscope.controller.rig.Rig;
import org.loopscope.controller.session.SessionResult.Outcome;
import org.loopscope.controller.summary.SessionFigures;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.clock.SteppedSessionClock;

/**
 * One session from its first frame to its last, in real time or at full speed. Whatever ends it, the outputs go to their
 * safe state first, and the log is completed after.
 */
public final class Session implements AutoCloseable {
    private static final long LOG_IDLE_NS = 500_000;
    private static final long LOG_PATIENCE_MS = 120_000;
    private static final long LOOP_PATIENCE_MS = 30_000;
    private static final long WATCH_EVERY_MS = 100;
    /** With no activity for so long, though the source has not ended, the imaging counts as hung. */
    private static final long IMAGING_PATIENCE_NS = 60_000_000_000L;

    private static final long MODEL_PATIENCE_NS = 30_000_000_000L;
    private static final String MODEL_HANGS =
            "the model has been at one request for 30 s: its device hangs, or is far too slow. Decisions are made with what it"
                    + " had found before; or end the session, and go on with it (run --resume) when the device is mended";

    private final SessionParts parts;
    private final Rig rig;
    private final SessionLog log;
    private final SessionFigures figures;
    private final Consumer<SessionFigures.Progress> progress;
    private final RigThreads loopThreads = new RigThreads();
    private final RigThreads logThreads = new RigThreads();
    private final SafeOutputs outputs;
    private volatile boolean stopRequested;
    private volatile @Nullable IOException endedBecause;
    private volatile boolean loopEnded;
    private volatile boolean closed;
    private RigThreads.@Nullable ShutdownGuard guard;

    public Session(
            SessionParts parts,
            Rig rig,
            SessionLog log,
            SessionFigures figures,
            Consumer<SessionFigures.Progress> progress) {
        this.parts = parts;
        this.rig = rig;
        outputs = new SafeOutputs(rig, parts.clock(), parts.events());
        this.log = log;
        this.figures = figures;
        this.progress = progress;
    }

    /**
     * Runs the session to its end on the calling thread.
     *
     * @param beginning what the log begins with: the session's start, and what it was given
     * @return how it ended; exceptions of the session's own threads are in there, none is thrown for them
     */
    public SessionResult run(List<SessionEvent> beginning) {
        guard = RigThreads.onShutdown(this::endNow);
        parts.desk().onAbort(this::abort);
        Throwable failure = loop(beginning);
        Outcome outcome = outcome(failure);
        failure = completeLog(outcome, failure);
        return new SessionResult(failure == null ? outcome : Outcome.FAILED, failure);
    }

    private Outcome outcome(@Nullable Throwable failure) {
        if (failure != null) {
            return Outcome.FAILED;
        }
        return parts.experiment().completed() ? Outcome.COMPLETED : Outcome.ABORTED;
    }

    /** All that is to be written about the session has been written: a process that is told to end may do so. */
    @Override
    public void close() {
        closed = true;
        if (guard != null) {
            guard.close();
        }
    }

    private @Nullable Throwable loop(List<SessionEvent> beginning) {
        Throwable failure = null;
        try {
            failure = framesToTheirEnd(beginning);
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            endLoop(failure);
        }
        return failure;
    }

    private @Nullable Throwable framesToTheirEnd(List<SessionEvent> beginning) {
        logThreads.start(
                new LogAgent(
                        parts.logQueue(),
                        log,
                        parts.loop().frameWay().pool(),
                        figures,
                        parts.events(),
                        this::endBecause,
                        parts.stopwatch(),
                        () -> loopEnded),
                LOG_IDLE_NS);
        parts.telemetry(() -> loopEnded).ifPresent(agent -> logThreads.start(agent, TelemetryAgent.IDLE_NS));
        beginning.forEach(parts.events());
        if (rig.input() instanceof ActivityInput.Imaged imaged) {
            parts.events()
                    .accept(new SessionEvent.SourceOpened(
                            imaged.description(rig.name()), imaged.frames().format()));
        }
        rig.device().drive(Line.ACQUISITION_ENABLE, true);
        if (parts.armed()) {
            new StartGate(parts.experiment(), rig.device(), parts.desk()::poll, parts.clock(), parts.events())
                    .await(() -> stopRequested);
            stopRequested |= parts.experiment().ended();
        }
        rig.input().startAt(parts.clock().nowNs());
        if (parts.clock() instanceof SteppedSessionClock clock) {
            runFullSpeed(clock);
        } else {
            runRealTime();
        }
        Throwable failure = firstFailure();
        if (failure != null || endedBecause != null) {
            return failure != null ? failure : endedBecause;
        }
        return parts.loop().frameWay().sourceFailure().get();
    }

    private void runFullSpeed(SteppedSessionClock clock) {
        while (!over()) {
            parts.loop().stepFullSpeed(clock, rig.input().nextEndNs());
            progress.accept(figures.progress());
        }
    }

    private void runRealTime() {
        parts.loop().startRealTime(loopThreads);
        long frames = 0;
        long lastFrameNs = parts.clock().nowNs();
        boolean toldOfModel = false;
        while (!over()) {
            RigThreads.rest(WATCH_EVERY_MS);
            progress.accept(figures.progress());
            long nowNs = parts.clock().nowNs();
            parts.desk().takeOverdueStop().ifPresent(this::stopWithoutExperiment);
            if (!toldOfModel && parts.loop().modelBusyNs(nowNs) > MODEL_PATIENCE_NS) {
                toldOfModel = true;
                parts.events().accept(new SessionEvent.FaultRaised(nowNs, MODEL_HANGS, false));
            }
            if (figures.progress().frames() != frames) {
                frames = figures.progress().frames();
                lastFrameNs = nowNs;
            } else if (nowNs - lastFrameNs > IMAGING_PATIENCE_NS + parts.stallTimeoutNs()) {
                throw new IllegalStateException("no activity has come out of the imaging for a minute: it hangs");
            }
        }
    }

    /** Log thread. */
    private void endBecause(IOException why) {
        endedBecause = why;
        stopRequested = true;
    }

    private boolean over() {
        return stopRequested || parts.loop().experiment().finished() || firstFailure() != null;
    }

    private @Nullable Throwable firstFailure() {
        return loopThreads.failure() != null ? loopThreads.failure() : logThreads.failure();
    }

    /** Outputs safe, then the agents stopped, then the log told why; in this order, and whatever each step does. */
    private void endLoop(@Nullable Throwable failure) {
        try {
            outputs.makeSafe();
        } finally {
            loopThreads.stop();
            loopThreads.join(LOOP_PATIENCE_MS);
            try {
                if (failure != null) {
                    parts.events()
                            .accept(new SessionEvent.FaultRaised(parts.clock().nowNs(), Faults.oneLine(failure), true));
                }
                parts.loop().frameWay().keepWaiting().run();
                parts.loop().matchWaiting();
            } finally {
                // The log says so itself, when it is complete.
                parts.watchers()
                        .accept(new SessionEvent.SessionEnded(
                                outcome(failure).word(), parts.clock().nowNs()));
                loopEnded = true;
            }
        }
    }

    private @Nullable Throwable completeLog(Outcome outcome, @Nullable Throwable failure) {
        try {
            if (!logThreads.join(LOG_PATIENCE_MS)) {
                throw new IllegalStateException("the log did not come to its end within two minutes");
            }
            Throwable logFailure = logThreads.failure();
            if (logFailure != null) {
                return failure == null ? logFailure : failure;
            }
            log.complete(outcome.word(), parts.clock().nowNs());
            return failure;
        } catch (IOException | RuntimeException e) {
            if (failure != null) {
                e.addSuppressed(failure);
            }
            return e;
        }
    }

    /** Any thread: the outputs at once, whatever the experiment is at, and then the end. */
    private void abort(OperatorRequest request) {
        outputs.makeSafe();
        if (!loopEnded) {
            end("aborted by " + request.person());
        }
    }

    private void stopWithoutExperiment(OperatorRequest request) {
        parts.desk().answer(request.id(), Answer.ACCEPTED);
        end("stopped by " + request.person() + " while no frames came");
    }

    private void end(String why) {
        parts.events().accept(new SessionEvent.FaultRaised(parts.clock().nowNs(), why, true));
        stopRequested = true;
    }

    /** The process is told to end: the outputs at once, and then time for the log and the report to be completed. */
    private void endNow() {
        outputs.makeSafe();
        stopRequested = true;
        for (long waitedMs = 0; !closed && waitedMs < LOG_PATIENCE_MS; waitedMs += WATCH_EVERY_MS) {
            RigThreads.rest(WATCH_EVERY_MS);
        }
    }
}
