package org.loopscope.controller.session;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.QualityMeasured;
import org.loopscope.controller.summary.BaselineRecord;
import org.loopscope.controller.summary.BaselineResult;
import org.loopscope.firmware.clock.SessionClock;

/**
 * Fits simple models on the same presentations as the model, while the session runs, so that people see what its quality is
 * worth. Nothing rests on it: it takes a tenth of the time of a thread in the background at most, and where answers come
 * faster than it takes them, it knows fewer. A failure of it is told, and ends nothing. Events are offered by any thread.
 */
final class BaselineAgent implements Agent, Consumer<SessionEvent> {
    private static final int CAPACITY = 1024;
    /** After a fit it rests for so many times as long as that took. */
    private static final int REST = 9;

    private final BlockingQueue<SessionEvent> events = new ArrayBlockingQueue<>(CAPACITY);
    private final BaselineRecord record;
    private final SessionClock stopwatch;
    private final Consumer<SessionEvent> log;
    private @Nullable QualityMeasured wanted;
    private long restsUntilNs = Long.MIN_VALUE;
    private volatile boolean finished;

    /** @param stopwatch runs in real time */
    BaselineAgent(BaselineRecord record, SessionClock stopwatch, Consumer<SessionEvent> log) {
        this.record = record;
        this.stopwatch = stopwatch;
        this.log = log;
    }

    @Override
    public void accept(SessionEvent event) {
        if (event instanceof SessionEvent.ResponseMeasured || event instanceof QualityMeasured) {
            // What finds no room is left out: a baseline on fewer presentations is one still.
            events.offer(event);
        }
    }

    @Override
    public String role() {
        return "baseline";
    }

    @Override
    public boolean doWork() {
        SessionEvent event = events.poll();
        if (event instanceof SessionEvent.ResponseMeasured measured) {
            record.add(measured.response());
            return true;
        }
        if (event instanceof QualityMeasured measured) {
            wanted = measured;
            return true;
        }
        return fit();
    }

    private boolean fit() {
        QualityMeasured beside = wanted;
        long beganNs = stopwatch.nowNs();
        if (beside == null || beganNs < restsUntilNs) {
            return false;
        }
        wanted = null;
        try {
            for (BaselineResult result : record.results(beside.predictions())) {
                log.accept(new SessionEvent.BaselineMeasured(
                        result.name(),
                        beside.presentations(),
                        result.quality().testCorrelation().value()));
            }
        } catch (RuntimeException e) {
            finished = true;
            String what =
                    "the simple models beside the model have failed, and are not fitted any more: " + Faults.oneLine(e);
            log.accept(new SessionEvent.FaultRaised(beganNs, what, false));
            return false;
        }
        long tookNs = stopwatch.nowNs() - beganNs;
        restsUntilNs = stopwatch.nowNs() + REST * tookNs;
        return true;
    }

    @Override
    public boolean finished() {
        return finished;
    }
}
