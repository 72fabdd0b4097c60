package org.loopscope.controller.session;

import java.util.function.Consumer;
import org.loopscope.acquisition.FrameSource.Poll;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.rig.ActivitySource;
import org.loopscope.firmware.clock.SessionClock;

/** Stands in for acquisition and imaging where activity comes ready made. */
public final class RecordedActivityAgent implements Agent {
    private final ActivitySource source;
    private final SessionClock clock;
    private final SessionClock stopwatch;
    private final ActivityExchange activities;
    private final Consumer<SessionEvent> log;
    private ImagedFrame next;
    private volatile boolean finished;

    public RecordedActivityAgent(
            ActivitySource source,
            SessionClock clock,
            SessionClock stopwatch,
            ActivityExchange activities,
            Consumer<SessionEvent> log) {
        this.source = source;
        this.clock = clock;
        this.stopwatch = stopwatch;
        this.activities = activities;
        this.log = log;
        next = activities.free();
    }

    @Override
    public String role() {
        return "recorded-activity";
    }

    @Override
    public boolean doWork() {
        long arrivedNs = stopwatch.nowNs();
        Poll poll = source.poll(clock.nowNs(), next);
        finished = poll == Poll.ENDED;
        if (poll != Poll.FRAME) {
            return false;
        }
        next.frameEndNs = next.exposureEndNs;
        next.arrivedNs = arrivedNs;
        next.activityReadyNs = stopwatch.nowNs();
        log.accept(ImagingAgent.activityOf(next));
        activities.publish(next);
        next = activities.free();
        return true;
    }

    @Override
    public boolean finished() {
        return finished;
    }
}
