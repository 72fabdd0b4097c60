package org.loopscope.controller.log.nwb;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.log.SessionEvent.CellsMatched;
import org.loopscope.controller.log.SessionEvent.NewCellsAdopted;
import org.loopscope.controller.log.SessionEvent.NewCellsInferred;
import org.loopscope.controller.log.SessionEvent.RoisFixed;

/** What became known of the cells later: which were seen in an earlier session, and those that a search has found. */
final class CellTables {
    private final NwbObjects objects;
    private final PlaneNames names;
    private final EventSeries spikes;
    private final int pixelOffset;
    private final Segmentation segmentation;
    /** By the number of the search that found them. */
    private final Map<Integer, CellTraces> found = new HashMap<>();

    private @Nullable RoiSet first;

    /** @param pixelOffset of the frames, which is in the cells' fluorescence */
    CellTables(NwbObjects objects, PlaneNames names, EventSeries spikes, int pixelOffset, Segmentation segmentation) {
        this.objects = objects;
        this.names = names;
        this.spikes = spikes;
        this.pixelOffset = pixelOffset;
        this.segmentation = segmentation;
    }

    void fixed(RoisFixed fixed) {
        if (fixed.plane() == 0) {
            first = fixed.rois();
        }
    }

    /** The field of the only plane was found to be an earlier session's. */
    void matched(CellsMatched matched) {
        RoiSet rois = first;
        if (rois == null) {
            throw new IllegalStateException("cells are matched before they are known");
        }
        new MatchColumns(objects, names.of(NwbLayout.PLANE_SEGMENTATION, 0)).write(rois, matched);
    }

    void adopt(NewCellsAdopted adopted) {
        if (adopted.rois().size() > 0) {
            segmentation.write(adopted);
            found.put(adopted.search(), CellTraces.ofFound(objects, spikes, pixelOffset, adopted));
        }
    }

    void append(NewCellsInferred activity, FrameTimes times) {
        CellTraces traces = found.get(activity.search());
        if (traces == null) {
            throw new IllegalArgumentException("activity of search " + activity.search() + ", which has found no cell");
        }
        traces.append(activity, times);
    }
}
