package org.loopscope.controller.bench;

import org.loopscope.acquisition.path.NewCells;
import org.loopscope.controller.RigThreads;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.session.CellSearchAgent;
import org.loopscope.firmware.clock.SessionClock;

/**
 * A session's searches for new cells, one after the other on a thread of their own, while the imaging path is measured.
 * All but that thread's work is the caller's.
 */
final class SearchUnderWay implements AutoCloseable {
    private static final long IDLE_NS = 1_000_000;

    private final RigThreads threads = new RigThreads();
    private final CellSearchAgent agent;
    private boolean asked;
    private int ended;

    SearchUnderWay(NewCells newCells, SessionClock clock) {
        agent = new CellSearchAgent(newCells, clock, this::told);
        threads.startInBackground(agent, IDLE_NS);
    }

    private void told(SessionEvent event) {
        if (event instanceof SessionEvent.NewCellsAdopted) {
            ended++;
            asked = false;
        }
    }

    /** As the imaging does it; asks for the next search when the last one's outcome has been taken. */
    void beforeFrame(long frameIndex) {
        if (threads.failure() != null) {
            throw new IllegalStateException("the search for new cells failed", threads.failure());
        }
        agent.beforeFrame(frameIndex);
        if (!asked) {
            asked = true;
            agent.request();
        }
    }

    /** As the imaging does it. */
    void afterFrame(long frameIndex) {
        agent.afterFrame(frameIndex);
    }

    /** Searches whose outcome was taken. */
    int ended() {
        return ended;
    }

    @Override
    public void close() {
        threads.stop();
    }
}
