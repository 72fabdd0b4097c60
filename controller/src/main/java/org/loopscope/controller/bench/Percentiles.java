package org.loopscope.controller.bench;

import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/** Of many durations, milliseconds; all 0 where there were none. */
record Percentiles(double p50, double p90, double p99, double max, long count) {
    private static final long LONGEST_NS = 600_000_000_000L;

    /** @param ns nanoseconds; what a clock's error makes less than 0 counts as 0 */
    static Percentiles of(LongStream ns) {
        Histogram histogram = new Histogram(LONGEST_NS, 3);
        ns.forEach(one -> histogram.recordValue(Math.clamp(one, 0, LONGEST_NS)));
        return new Percentiles(
                ms(histogram, 50),
                ms(histogram, 90),
                ms(histogram, 99),
                histogram.getMaxValue() / 1e6,
                histogram.getTotalCount());
    }

    private static double ms(Histogram ns, double percentile) {
        return ns.getTotalCount() == 0 ? 0 : ns.getValueAtPercentile(percentile) / 1e6;
    }
}
