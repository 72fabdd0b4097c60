package org.loopscope.controller.bench;

import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.path.CellSearch;
import org.loopscope.acquisition.path.FoundCells;
import org.loopscope.acquisition.path.NewCells;
import org.loopscope.controller.RigThreads;
import org.loopscope.controller.session.Agent;

/** Searches for new cells one after the other, on a thread of its own, while the imaging path is measured. */
final class SearchUnderWay implements Agent, AutoCloseable {
    private static final long IDLE_NS = 1_000_000;

    private final RigThreads threads = new RigThreads();
    private final NewCells newCells;
    private volatile @Nullable CellSearch begun;
    private volatile @Nullable FoundCells found;
    private boolean running;
    private int ended;

    SearchUnderWay(NewCells newCells) {
        this.newCells = newCells;
    }

    void start() {
        threads.startInBackground(this, IDLE_NS);
    }

    /** Imaging thread, between two frames: takes what was found, and begins the next search. */
    void betweenFrames() {
        if (threads.failure() != null) {
            throw new IllegalStateException("the search for new cells failed", threads.failure());
        }
        FoundCells outcome = found;
        if (outcome != null) {
            found = null;
            running = false;
            ended++;
            newCells.adopt(outcome);
        }
        if (!running && newCells.canSearch()) {
            running = true;
            begun = newCells.begin();
        }
    }

    /** Imaging thread. */
    boolean running() {
        return running;
    }

    /** Searches whose outcome was taken. Imaging thread. */
    int ended() {
        return ended;
    }

    @Override
    public String role() {
        return "cell-search";
    }

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

    @Override
    public boolean finished() {
        return false;
    }

    @Override
    public void close() {
        threads.stop();
    }
}
