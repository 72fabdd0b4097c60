package org.loopscope.acquisition.activity;

/**
 * The percentile of the last {@code window} block means. Memory is one sorted and one chronological ring per cell; a
 * block costs one search and one move within the ring per cell.
 */
final class RunningPercentile implements Baseline {
    private final int window;
    private final double share;
    /** {@code [cell * window + slot]}, in the order of arrival. */
    private final float[] arrived;
    /** {@code [cell * window + rank]}, ascending. */
    private final float[] sorted;

    private int filled;
    private int nextSlot;

    RunningPercentile(int cells, int window, double percentile) {
        this.window = window;
        this.share = percentile / 100;
        this.arrived = new float[cells * window];
        this.sorted = new float[cells * window];
    }

    @Override
    public void begin(int calibrationBlocks) {
        filled = 0;
        nextSlot = 0;
    }

    @Override
    public void add(int cell, float blockMean) {
        int from = cell * window;
        int ranks = filled;
        if (filled == window) {
            int leaving = rank(from, ranks, arrived[from + nextSlot]);
            System.arraycopy(sorted, from + leaving + 1, sorted, from + leaving, ranks - leaving - 1);
            ranks--;
        }
        int entering = rank(from, ranks, blockMean);
        System.arraycopy(sorted, from + entering, sorted, from + entering + 1, ranks - entering);
        sorted[from + entering] = blockMean;
        arrived[from + nextSlot] = blockMean;
    }

    @Override
    public void advance() {
        nextSlot = (nextSlot + 1) % window;
        filled = Math.min(filled + 1, window);
    }

    @Override
    public float f0(int cell) {
        double at = share * (filled - 1);
        int below = (int) at;
        int above = Math.min(below + 1, filled - 1);
        float low = sorted[cell * window + below];
        return (float) (low + (at - below) * (sorted[cell * window + above] - low));
    }

    /** The first rank whose value is not below {@code value}. */
    private int rank(int from, int ranks, float value) {
        int low = 0;
        int high = ranks;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Float.compare(sorted[from + middle], value) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
