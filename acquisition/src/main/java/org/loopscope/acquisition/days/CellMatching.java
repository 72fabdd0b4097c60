package org.loopscope.acquisition.days;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.loopscope.acquisition.roi.RoiSet;

/**
 * Finds the cells of an earlier day among today's: the mean images are registered, and each pair of cells that lie near
 * each other is given the probability that they are the same ({@link SameCellModel}). Same fields, same matches.
 */
public final class CellMatching {
    private static final double LEAST_PROBABILITY = 0.5;

    private CellMatching() {}

    /**
     * The pairs that are the same cell more probably than not. Since the probabilities of one cell's pairs sum up to at
     * most 1, no cell is in two of them.
     *
     * @throws NoCommonFieldException where the two mean images do not register
     */
    public static DayMatches match(DayField earlier, DayField now) throws NoCommonFieldException {
        RoiSet before = earlier.cells();
        RoiSet today = now.cells();
        if (before.widthPx() != today.widthPx() || before.heightPx() != today.heightPx()) {
            throw new NoCommonFieldException("the earlier day's frames have " + before.widthPx() + "x"
                    + before.heightPx() + " px, today's " + today.widthPx() + "x" + today.heightPx()
                    + "; cells are matched between frames of one size and zoom");
        }
        double diameterPx = CandidateSearch.cellDiameterPx(before, today);
        RegisteredFields registered = FieldRegistration.register(
                earlier.meanImage(), now.meanImage(), before.widthPx(), before.heightPx(), diameterPx);
        List<CandidatePair> pairs = CandidateSearch.pairs(before, today, registered.displacement(), diameterPx);
        double[] probabilities = SameCellModel.probabilities(pairs, before.size(), today.size());
        return new DayMatches(matches(before, today, pairs, probabilities, diameterPx), registered);
    }

    private static List<CellMatch> matches(
            RoiSet before, RoiSet today, List<CandidatePair> pairs, double[] probabilities, double diameterPx) {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            if (probabilities[i] > LEAST_PROBABILITY) {
                kept.add(i);
            }
        }
        kept.sort(Comparator.comparingInt(i -> pairs.get(i).earlier()));
        return kept.stream()
                .map(i -> new CellMatch(
                        before.rois().get(pairs.get(i).earlier()).id(),
                        today.rois().get(pairs.get(i).now()).id(),
                        probabilities[i],
                        pairs.get(i).correlation(),
                        pairs.get(i).distance() * diameterPx))
                .toList();
    }
}
