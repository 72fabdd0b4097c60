package org.loopscope.controller.bench;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.loopscope.controller.bench.Arrival.Kind;
import org.loopscope.controller.bench.HandedOver.DecisionTime;
import org.loopscope.controller.bench.HandedOver.FrameTimes;
import org.loopscope.controller.bench.HandedOver.Span;

/** What every watcher should have: all frames and decisions handed over in a span, and all events between these. */
final class DueMessages {
    private final int watchers;
    private final int cells;
    private final Map<Long, Long> decidedNs = new HashMap<>();
    private final Map<Long, Long> imagedNs = new HashMap<>();

    DueMessages(StreamSettings settings, HandedOver handed, Span watched) {
        watchers = settings.watchers();
        cells = settings.cells();
        for (DecisionTime decision : handed.decisions(watched)) {
            decidedNs.put(decision.index(), decision.handedNs());
        }
        for (FrameTimes frame : handed.frames(watched)) {
            imagedNs.put(frame.index(), frame.handedNs());
        }
    }

    /** When a decision that is due was handed over. */
    long decidedNs(long index) {
        return decidedNs.getOrDefault(index, 0L);
    }

    /** When a frame that is due was handed over. */
    long imagedNs(long index) {
        return imagedNs.getOrDefault(index, 0L);
    }

    Stream<Arrival> decisions(List<Arrival> arrivals) {
        return arrivals.stream().filter(one -> one.kind() == Kind.DECISION && decidedNs.containsKey(one.first()));
    }

    /** Messages of traces of which all frames are due. */
    Stream<Arrival> activity(List<Arrival> arrivals, Kind kind) {
        return arrivals.stream()
                .filter(one ->
                        one.kind() == kind && imagedNs.containsKey(one.first()) && imagedNs.containsKey(one.last()));
    }

    StreamFigures.Losses losses(List<Arrival> arrivals, long notSent, int cutOff) {
        LongSummaryStatistics seqs = decisions(arrivals).mapToLong(Arrival::seq).summaryStatistics();
        long events = seqs.getCount() == 0 ? 0 : seqs.getMax() - seqs.getMin() + 1;
        Set<Long> decided = new HashSet<>(decidedNs.keySet());
        decisions(arrivals).forEach(one -> decided.remove(one.first()));
        long eventsMissing = (long) decided.size() * watchers;
        long eventsTwice = 0;
        long framesMissing = 0;
        long framesTwice = 0;
        for (int watcher = 0; watcher < watchers; watcher++) {
            int who = watcher;
            List<Arrival> theirs =
                    arrivals.stream().filter(one -> one.watcher() == who).toList();
            List<Long> got = theirs.stream()
                    .map(Arrival::seq)
                    .filter(seq -> seq >= 0 && seq >= seqs.getMin() && seq <= seqs.getMax())
                    .toList();
            int different = new HashSet<>(got).size();
            eventsMissing += events - different;
            eventsTwice += got.size() - different;
            for (Kind kind : List.of(Kind.TRACES, Kind.SPIKES)) {
                Map<Long, Integer> cellsOf = cellsOf(theirs, kind);
                framesMissing +=
                        cellsOf.values().stream().filter(have -> have < cells).count();
                framesTwice +=
                        cellsOf.values().stream().filter(have -> have > cells).count();
            }
        }
        return new StreamFigures.Losses(
                (events + decided.size()) * watchers,
                eventsMissing,
                eventsTwice,
                2L * imagedNs.size() * watchers,
                framesMissing,
                framesTwice,
                notSent,
                cutOff);
    }

    /** Of every frame that is due, how many cells came. */
    private Map<Long, Integer> cellsOf(List<Arrival> theirs, Kind kind) {
        Map<Long, Integer> cellsOf = new HashMap<>();
        imagedNs.keySet().forEach(frame -> cellsOf.put(frame, 0));
        theirs.stream().filter(one -> one.kind() == kind).forEach(one -> {
            for (long frame = one.first(); frame <= one.last(); frame++) {
                cellsOf.computeIfPresent(frame, (index, have) -> have + one.cells());
            }
        });
        return cellsOf;
    }
}
