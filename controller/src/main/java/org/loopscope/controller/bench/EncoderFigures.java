package org.loopscope.controller.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One opponent over all turns, beside ours.
 *
 * @param ours of each turn
 * @param theirs of the same turns; empty without a baseline
 */
record EncoderFigures(String opponent, List<Map<EncoderJob, Times>> ours, List<Map<EncoderJob, Times>> theirs) {
    /** Ours, the median over the turns. */
    Times ours(EncoderJob job) {
        return median(ours, job);
    }

    Times theirs(EncoderJob job) {
        return median(theirs, job);
    }

    /** The median over the turns of their median over ours within a turn: above 1 ours is faster. */
    double ratio(EncoderJob job) {
        List<Double> ratios = new ArrayList<>();
        for (int turn = 0; turn < theirs.size(); turn++) {
            ratios.add(
                    times(theirs, turn, job).median() / times(ours, turn, job).median());
        }
        return ratios.isEmpty() ? Double.NaN : Spread.median(ratios, ratio -> ratio);
    }

    private static Times median(List<Map<EncoderJob, Times>> turns, EncoderJob job) {
        List<Times> all = new ArrayList<>();
        for (int turn = 0; turn < turns.size(); turn++) {
            all.add(times(turns, turn, job));
        }
        return new Times(Spread.median(all, Times::least), Spread.median(all, Times::median));
    }

    private static Times times(List<Map<EncoderJob, Times>> turns, int turn, EncoderJob job) {
        Times times = turns.get(turn).get(job);
        if (times == null) {
            throw new IllegalStateException("turn " + turn + " has no " + job.key());
        }
        return times;
    }
}
