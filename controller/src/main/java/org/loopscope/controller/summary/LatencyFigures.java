package org.loopscope.controller.summary;

import org.HdrHistogram.Histogram;

/** Latencies of one kind, nanoseconds in, milliseconds out. One writer: the log thread. */
public final class LatencyFigures {
    private static final long LONGEST_NS = 600_000_000_000L;

    private final Histogram histogram = new Histogram(LONGEST_NS, 3);
    private final double deadlineMs;

    /** @param deadlineNs what is late */
    LatencyFigures(long deadlineNs) {
        deadlineMs = deadlineNs / 1e6;
    }

    void record(long latencyNs) {
        histogram.recordValue(Math.clamp(latencyNs, 0, LONGEST_NS));
    }

    /** The figures so far; all zero when nothing was measured. */
    public Quantiles quantiles() {
        return new Quantiles(
                ms(50), ms(99), ms(99.9), histogram.getMaxValue() / 1e6, deadlineMs, histogram.getTotalCount());
    }

    private double ms(double percentile) {
        return histogram.getTotalCount() == 0 ? 0 : histogram.getValueAtPercentile(percentile) / 1e6;
    }

    /** Every value that was recorded, in milliseconds, for a picture; at most {@code most} of them, evenly thinned. */
    public double[] valuesMs(int most) {
        long total = histogram.getTotalCount();
        int count = (int) Math.min(total, most);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = histogram.getValueAtPercentile(100.0 * (i + 1) / count) / 1e6;
        }
        return values;
    }

    /** Milliseconds. */
    public record Quantiles(double p50, double p99, double p999, double max, double deadline, long count) {}
}
