package org.loopscope.controller.summary;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.controller.log.SessionEvent.NewCellsAdopted;

/** What searches have found while the session ran. Written by the log thread; read after the session's end. */
public final class NewCellFigures {
    private final List<Roi> cells = new ArrayList<>();
    private long begun;
    private long adopted;

    NewCellFigures() {}

    void begun() {
        begun++;
    }

    void add(NewCellsAdopted found) {
        adopted++;
        cells.addAll(found.rois().rois());
    }

    /** The cells, in the order of their finding. */
    public List<Roi> cells() {
        return List.copyOf(cells);
    }

    int count() {
        return cells.size();
    }

    /** Searches that began. */
    public long begunSearches() {
        return begun;
    }

    /** Searches whose outcome, cells or none, was taken over before the session's end. */
    public long adoptedSearches() {
        return adopted;
    }
}
