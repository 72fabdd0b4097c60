package org.loopscope.controller.cli;

import java.util.List;
import org.loopscope.controller.log.SessionEvent.RoisFixed;

/** Which plane each cell lies in: a session's cells are numbered plane by plane. */
final class CellPlanes {
    private final List<RoisFixed> planes;

    CellPlanes(List<RoisFixed> planes) {
        this.planes = planes;
    }

    /** Some of a session's cells: the first of a single plane, of several planes from all over them. */
    int spread(int index, int count, int cells) {
        return planes.size() < 2 ? index : (int) ((long) index * cells / count);
    }

    /** The plane's name for a picture; empty in a session of one plane. */
    String nameOf(int cell) {
        if (planes.size() < 2) {
            return "";
        }
        int before = 0;
        for (RoisFixed plane : planes) {
            before += plane.rois().size();
            if (cell < before) {
                return "plane " + plane.plane();
            }
        }
        throw new IllegalArgumentException("cell " + cell + " of a session of " + before + " cells");
    }
}
