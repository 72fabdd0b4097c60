package org.loopscope.controller.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** How long something took, milliseconds: median, 99th and 99.9th percentile, longest. */
record Spread(double p50, double p99, double p999, double max) {
    /** @param ns nanoseconds */
    static Spread of(Histogram ns) {
        return new Spread(ms(ns, 50), ms(ns, 99), ms(ns, 99.9), ms(ns, 100));
    }

    /** Of several runs: the median of each figure. */
    static Spread median(List<Spread> runs) {
        return new Spread(
                median(runs, Spread::p50),
                median(runs, Spread::p99),
                median(runs, Spread::p999),
                median(runs, Spread::max));
    }

    /** The upper one of an even number; not a number where one is not. */
    static <T> double median(List<T> runs, ToDoubleFunction<T> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        return Double.isNaN(sorted[sorted.length - 1]) ? Double.NaN : sorted[sorted.length / 2];
    }

    private static double ms(Histogram ns, double percentile) {
        return ns.getValueAtPercentile(percentile) / 1e6;
    }
}
