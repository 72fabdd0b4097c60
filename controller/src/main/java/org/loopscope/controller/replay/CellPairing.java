package org.loopscope.controller.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loopscope.acquisition.days.CellMatch;
import org.loopscope.acquisition.days.CellMatching;
import org.loopscope.acquisition.days.DayField;
import org.loopscope.acquisition.days.NoCommonFieldException;
import org.loopscope.acquisition.path.ImagingPath;
import org.loopscope.acquisition.path.VolumePath;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.log.SessionEvent.RoisFixed;
import org.loopscope.controller.whatif.CellPairs;

/** Pairs the cells of a session with those that other imaging finds in its frames, plane by plane. */
final class CellPairing {
    private final List<Integer> triedOf = new ArrayList<>();
    private int tried;

    private CellPairing() {}

    /**
     * @param recorded one for each plane, in their order
     * @param path whose cells are fixed
     * @param notes told where the fields of a plane do not register
     */
    static CellPairs of(List<RoisFixed> recorded, VolumePath path, List<String> notes) {
        CellPairing pairing = new CellPairing();
        recorded.forEach(fixed -> pairing.add(fixed, path.plane(fixed.plane()), notes));
        return new CellPairs(
                pairing.triedOf.stream().mapToInt(Integer::intValue).toArray(), pairing.tried);
    }

    private void add(RoisFixed fixed, ImagingPath plane, List<String> notes) {
        RoiSet own = plane.requireRois();
        int before = tried;
        tried += own.size();
        if (sameCells(fixed.rois(), own)) {
            for (int cell = 0; cell < own.size(); cell++) {
                triedOf.add(before + cell);
            }
            return;
        }
        Map<Integer, Integer> matched = new HashMap<>();
        try {
            CellMatching.match(new DayField(fixed.meanImage(), fixed.rois()), new DayField(plane.meanImage(), own))
                    .matches()
                    .forEach(match -> add(match, fixed.rois(), own, matched));
        } catch (NoCommonFieldException | IllegalArgumentException e) {
            notes.add("No cell of plane " + fixed.plane() + " is matched: " + e.getMessage());
        }
        for (int cell = 0; cell < fixed.rois().size(); cell++) {
            Integer to = matched.get(cell);
            triedOf.add(to == null ? CellPairs.NONE : before + to);
        }
    }

    private static void add(CellMatch match, RoiSet recorded, RoiSet own, Map<Integer, Integer> matched) {
        matched.put(placeOf(match.earlierId(), recorded), placeOf(match.nowId(), own));
    }

    private static int placeOf(int id, RoiSet cells) {
        for (int place = 0; place < cells.size(); place++) {
            if (cells.rois().get(place).id() == id) {
                return place;
            }
        }
        throw new IllegalStateException("no cell has the number " + id);
    }

    private static boolean sameCells(RoiSet a, RoiSet b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int cell = 0; cell < a.size(); cell++) {
            Roi first = a.rois().get(cell);
            Roi second = b.rois().get(cell);
            if (!Arrays.equals(first.pixels(), second.pixels()) || !Arrays.equals(first.weights(), second.weights())) {
                return false;
            }
        }
        return true;
    }
}
