package org.loopscope.controller.session;

import org.jspecify.annotations.Nullable;
import org.loopscope.controller.RigThreads;
import org.loopscope.firmware.clock.SteppedSessionClock;

/**
 * The agents of the loop: those on a frame's way to the experiment, the experiment, and beside it the model and what looks
 * for cells.
 *
 * @param matching null where no earlier session's cells are looked for
 */
record LoopAgents(
        FrameWay frameWay,
        ExperimentAgent experiment,
        ModelAgent model,
        @Nullable CellMatchAgent matching,
        BaselineAgent baseline) {
    /** Threads that wait for a frame look for it this often: what an idle core costs against latency. */
    private static final long FRAME_WAY_IDLE_NS = 100_000;

    private static final long MODEL_IDLE_NS = 1_000_000;
    private static final long CELLS_IDLE_NS = 20_000_000;

    /** Each agent on a thread of its own, as frames come. */
    void startRealTime(RigThreads threads) {
        frameWay.agents().forEach(agent -> threads.start(agent, FRAME_WAY_IDLE_NS));
        threads.start(experiment, FRAME_WAY_IDLE_NS);
        threads.startInBackground(model, MODEL_IDLE_NS);
        threads.startInBackground(baseline, CELLS_IDLE_NS);
        if (frameWay.search() != null) {
            threads.startInBackground(frameWay.search(), CELLS_IDLE_NS);
        }
        if (matching != null) {
            threads.startInBackground(matching, CELLS_IDLE_NS);
        }
    }

    /**
     * One frame at full speed, all agents on the calling thread: the clock moves to the frame's end, the frame goes its
     * way, and the model and a search for cells do all they were asked for before the next. So a session at full speed is a function of its
     * configuration alone.
     */
    void stepFullSpeed(SteppedSessionClock clock, long nextEndNs) {
        clock.advanceTo(nextEndNs);
        frameWay.agents().forEach(Agent::doWork);
        experiment.doWork();
        boolean working = true;
        while (working) {
            working = model.doWork();
        }
        if (frameWay.search() != null) {
            frameWay.search().doWork();
        }
        matchWaiting();
    }

    /** For how long the model has been at one request, nanoseconds; negative when it is at none. Any thread. */
    long modelBusyNs(long nowNs) {
        return model.busyNs(nowNs);
    }

    /** Matches cells that were fixed and still wait for it, as when the session ends right after; no agent runs. */
    void matchWaiting() {
        if (matching != null) {
            matching.doWork();
        }
    }
}
