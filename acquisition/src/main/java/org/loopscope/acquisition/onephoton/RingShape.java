package org.loopscope.acquisition.onephoton;

import java.util.ArrayList;
import java.util.List;

/** The places of a ring relative to its middle, on the coarse grid, row by row. */
record RingShape(List<Place> places, int reach) {
    /** Columns to the right, rows down. */
    record Place(int dx, int dy) {}

    /** Places whose distance rounds to the radius. */
    static RingShape of(double radiusBlocks) {
        int reach = (int) Math.ceil(radiusBlocks + 0.5);
        List<Place> places = new ArrayList<>();
        for (int dy = -reach; dy <= reach; dy++) {
            for (int dx = -reach; dx <= reach; dx++) {
                if (Math.abs(Math.sqrt(dx * dx + dy * dy) - radiusBlocks) <= 0.5) {
                    places.add(new Place(dx, dy));
                }
            }
        }
        return new RingShape(List.copyOf(places), reach);
    }

    int[] steps(int stride) {
        return places.stream()
                .mapToInt(place -> place.dy() * stride + place.dx())
                .toArray();
    }
}
