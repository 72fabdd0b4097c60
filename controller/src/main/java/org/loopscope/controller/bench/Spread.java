package org.loopscope.controller.bench;

import org.HdrHistogram.Histogram;

/** How long something took, milliseconds: median, 99th and 99.9th percentile, longest. */
record Spread(double p50, double p99, double p999, double max) {
    /** @param ns nanoseconds */
    static Spread of(Histogram ns) {
        return new Spread(ms(ns, 50), ms(ns, 99), ms(ns, 99.9), ms(ns, 100));
    }

    private static double ms(Histogram ns, double percentile) {
        return ns.getValueAtPercentile(percentile) / 1e6;
    }
}
