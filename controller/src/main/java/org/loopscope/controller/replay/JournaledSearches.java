package org.loopscope.controller.replay;

import java.util.HashSet;
import java.util.Set;
import org.loopscope.controller.log.SessionEvent.CellSearchBegun;
import org.loopscope.controller.log.SessionEvent.NewCellsAdopted;

/** Between which frames a session's searches for new cells began, and their cells were adopted. */
final class JournaledSearches {
    private final Set<Long> begunAfter = new HashSet<>();
    private final Set<Long> adoptedBefore = new HashSet<>();

    void add(CellSearchBegun begun) {
        begunAfter.add(begun.frameIndex());
    }

    void add(NewCellsAdopted adopted) {
        adoptedBefore.add(adopted.frameIndex());
    }

    boolean begunAfter(long frameIndex) {
        return begunAfter.contains(frameIndex);
    }

    boolean adoptedBefore(long frameIndex) {
        return adoptedBefore.contains(frameIndex);
    }
}
