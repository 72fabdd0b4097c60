package org.loopscope.acquisition.days;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;

/** Finds the pairs of cells that lie so near and overlap so much that they might be the same. */
final class CandidateSearch {
    private static final double MOST_DISTANCE = 1.25;
    private static final double LEAST_CORRELATION = 0.05;

    private CandidateSearch() {}

    /** Median over the cells of both days, pixels. */
    static double cellDiameterPx(RoiSet earlier, RoiSet now) {
        double[] diameters = Stream.of(earlier, now)
                .flatMap(day -> day.rois().stream().map(roi -> FootprintPatch.of(roi, day.widthPx())))
                .mapToDouble(FootprintPatch::diameterPx)
                .toArray();
        Arrays.sort(diameters);
        return diameters.length == 0 ? 0 : diameters[diameters.length / 2];
    }

    static List<CandidatePair> pairs(RoiSet earlier, RoiSet now, FieldDisplacement displacement, double diameterPx) {
        List<FootprintPatch> before = earlier.rois().stream()
                .map(roi -> FootprintPatch.of(roi, earlier.widthPx()).blurred())
                .toList();
        List<CandidatePair> pairs = new ArrayList<>();
        for (int j = 0; j < now.size(); j++) {
            Roi roi = now.rois().get(j);
            FootprintPatch today = FootprintPatch.of(roi, now.widthPx())
                    .movedToEarlier(displacement)
                    .blurred();
            double[] center = today.center();
            for (int i = 0; i < before.size(); i++) {
                double[] other = before.get(i).center();
                double distance = StrictMath.hypot(other[0] - center[0], other[1] - center[1]) / diameterPx;
                if (distance <= MOST_DISTANCE) {
                    double correlation = before.get(i).correlation(today);
                    if (correlation >= LEAST_CORRELATION) {
                        pairs.add(new CandidatePair(i, j, distance, correlation));
                    }
                }
            }
        }
        return pairs;
    }
}
