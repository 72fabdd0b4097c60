package org.loopscope.controller.session;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.path.CellSearch;
import org.loopscope.acquisition.path.FoundCells;
import org.loopscope.acquisition.path.NewCells;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.firmware.clock.SessionClock;

/**
 * Searches for new cells on request, one search at a time, beside the imaging. Three threads meet here: whoever requests;
 * the imaging thread, which hands the frames over and takes the cells, between two frames and in no time; and the
 * search's own, in the background.
 */
public final class CellSearchAgent implements Agent {
    private final NewCells newCells;
    private final SessionClock clock;
    private final Consumer<SessionEvent> log;
    /** From the request until the outcome is adopted; for good when there is no room any more. */
    private final AtomicBoolean busy = new AtomicBoolean();

    private final AtomicInteger refused = new AtomicInteger();
    private volatile @Nullable CellSearch begun;
    private volatile @Nullable FoundCells found;
    /** Imaging thread's own. */
    private boolean handedOver;

    /** @param newCells the imaging thread's; touched in {@link #beforeFrame} and {@link #afterFrame} only */
    public CellSearchAgent(NewCells newCells, SessionClock clock, Consumer<SessionEvent> log) {
        this.newCells = newCells;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Asks for a search. It begins after the first frame at which enough frames have been kept. Any thread.
     *
     * @return false, logged and counted, when a search waits or runs already, or when there is no room for more cells
     */
    public boolean request() {
        if (busy.compareAndSet(false, true)) {
            return true;
        }
        refused.incrementAndGet();
        log.accept(new SessionEvent.FaultRaised(
                clock.nowNs(),
                "a search for new cells was refused: another one waits or runs, or imaging.new_cells leaves no room",
                false));
        return false;
    }

    /** Requests that were refused. Any thread. */
    public int refused() {
        return refused.get();
    }

    /** Imaging thread, before a frame is processed: takes what has been found. */
    public void beforeFrame(long frameIndex) {
        FoundCells outcome = found;
        if (outcome == null) {
            return;
        }
        found = null;
        handedOver = false;
        newCells.adopt(outcome);
        log.accept(new SessionEvent.NewCellsAdopted(outcome.search(), frameIndex, outcome.rois(), outcome.offsetsNs()));
        busy.set(newCells.room() == 0);
    }

    /** Imaging thread, after a frame has been processed: logs the new cells' activity, and begins what is asked for. */
    public void afterFrame(long frameIndex) {
        for (FoundCells cells : newCells.adopted()) {
            log.accept(activityOf(cells, frameIndex));
        }
        if (busy.get() && !handedOver && newCells.canSearch()) {
            handedOver = true;
            CellSearch search = newCells.begin();
            log.accept(new SessionEvent.CellSearchBegun(search.number(), frameIndex));
            begun = search;
        }
    }

    /** One frame's activity of new cells as the log keeps it: copies, since the arrays are reused. */
    public static SessionEvent.NewCellsInferred activityOf(FoundCells cells, long frameIndex) {
        return new SessionEvent.NewCellsInferred(
                cells.search(),
                frameIndex,
                cells.settledFrameIndex,
                cells.fluorescence.clone(),
                cells.neuropil.clone(),
                cells.dfOverF.clone(),
                cells.events.clone(),
                cells.settledEvents.clone());
    }

    @Override
    public String role() {
        return "cell-search";
    }

    /** Runs the search that has begun, to its end. */
    @Override
    public boolean doWork() {
        CellSearch search = begun;
        if (search == null) {
            return false;
        }
        begun = null;
        found = search.run();
        return true;
    }

    /** A search can be asked for as long as the session runs. */
    @Override
    public boolean finished() {
        return false;
    }
}
