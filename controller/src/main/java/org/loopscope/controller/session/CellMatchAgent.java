package org.loopscope.controller.session;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.days.CellMatching;
import org.loopscope.acquisition.days.DayField;
import org.loopscope.acquisition.days.NoCommonFieldException;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.RoisFixed;
import org.loopscope.firmware.clock.SessionClock;

/**
 * Finds an earlier session's cells among this session's, once, as soon as these are fixed. That takes many frames' time,
 * and no frame waits for it.
 */
public final class CellMatchAgent implements Agent, Consumer<SessionEvent> {
    private final DayField earlier;
    private final SessionClock clock;
    private final Consumer<SessionEvent> log;
    private final AtomicReference<@Nullable RoisFixed> fixed = new AtomicReference<>();
    private volatile boolean finished;

    public CellMatchAgent(DayField earlier, SessionClock clock, Consumer<SessionEvent> log) {
        this.earlier = earlier;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public String role() {
        return "matching";
    }

    /** Takes the cells when they are fixed; every other event passes by. Any thread. */
    @Override
    public void accept(SessionEvent event) {
        if (event instanceof RoisFixed rois) {
            fixed.set(rois);
        }
    }

    /** Takes tenths of a second to seconds where there is something to do. */
    @Override
    public boolean doWork() {
        RoisFixed now = fixed.getAndSet(null);
        if (now == null) {
            return false;
        }
        try {
            DayField today = new DayField(now.meanImage(), now.rois());
            log.accept(SessionEvent.CellsMatched.of(now.frameIndex(), earlier, CellMatching.match(earlier, today)));
        } catch (NoCommonFieldException e) {
            log.accept(new SessionEvent.FaultRaised(clock.nowNs(), "imaging.earlier: " + e.getMessage(), false));
        }
        finished = true;
        return true;
    }

    @Override
    public boolean finished() {
        return finished;
    }
}
