package org.loopscope.acquisition.roi;

import java.util.List;

/** The cells of a session, in the order of every activity array; {@code provenance} says where they come from. */
public record RoiSet(int widthPx, int heightPx, List<Roi> rois, String provenance) {
    public RoiSet {
        rois = List.copyOf(rois);
    }

    public int size() {
        return rois.size();
    }
}
