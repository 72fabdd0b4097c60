package org.loopscope.controller.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.path.CellSearch;
import org.loopscope.acquisition.path.FoundCells;
import org.loopscope.acquisition.path.NewCells;
import org.loopscope.controller.log.SessionEvent.NewCellsAdopted;
import org.loopscope.controller.log.SessionEvent.NewCellsInferred;
import org.loopscope.controller.session.CellSearchAgent;

/** Searches again for what the session found while it ran, in the same frames, and follows it from the same frame on. */
final class ReplayedSearches {
    private final Comparison comparison;
    private final NewCells newCells;
    private final JournaledSearches journaled;
    private final Deque<NewCellsAdopted> adopted = new ArrayDeque<>();
    private final Deque<NewCellsInferred> activity = new ArrayDeque<>();
    private @Nullable CellSearch running;

    ReplayedSearches(Comparison comparison, NewCells newCells, JournaledSearches journaled) {
        this.comparison = comparison;
        this.newCells = newCells;
        this.journaled = journaled;
    }

    void beforeFrame(long frameIndex) {
        if (!journaled.adoptedBefore(frameIndex)) {
            return;
        }
        if (running == null) {
            throw new ReplayDiffers("frame " + frameIndex + ": the session adopted cells that no search has found");
        }
        FoundCells found = running.run();
        running = null;
        newCells.adopt(found);
        adopted.add(new NewCellsAdopted(found.search(), frameIndex, found.rois(), found.offsetsNs()));
    }

    void afterFrame(long frameIndex) {
        for (FoundCells cells : newCells.adopted()) {
            activity.add(CellSearchAgent.activityOf(cells, frameIndex));
        }
        if (journaled.begunAfter(frameIndex)) {
            if (!newCells.canSearch()) {
                throw new ReplayDiffers("frame " + frameIndex + ": the session began a search for cells too early");
            }
            running = newCells.begin();
        }
    }

    void logged(NewCellsAdopted logged) {
        comparison.compare(adopted.poll(), logged);
    }

    void logged(NewCellsInferred logged) {
        comparison.compare(activity.poll(), logged);
    }
}
