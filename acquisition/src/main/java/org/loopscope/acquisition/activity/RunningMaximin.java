package org.loopscope.acquisition.activity;

/**
 * Maximin over block means, looking back only. With b_j the mean of block j and w the weights of a Gaussian, cut off at
 * two standard deviations and shifted into the past: {@code m_j = sum_k w_k b_(j-k)}, over the blocks there are and
 * with weights that sum to 1; {@code l_j} is the smallest of {@code m_(j-W+1) .. m_j}, {@code F0_j} the largest of
 * {@code l_(j-W+1) .. l_j}. The first l is taken when the calibration (or its first W blocks) is complete, so that a
 * cell that was active at the very beginning does not keep that as its resting level. Memory per cell: two queues of at
 * most W values.
 */
final class RunningMaximin implements Baseline {
    private final int window;
    private final float[] weights;
    /** {@code [cell * weights.length + slot]}: the last blocks, for the smoothing. */
    private final float[] recent;

    private final SlidingExtreme smallest;
    private final SlidingExtreme largest;
    private final float[] f0;
    private long blocks;
    private long firstComplete;

    RunningMaximin(int cells, int window, double smoothingBlocks) {
        this.window = window;
        this.weights = new float[2 * (int) Math.ceil(2 * smoothingBlocks) + 1];
        for (int k = 0; k < weights.length; k++) {
            double from = k - (weights.length - 1) / 2.0;
            weights[k] = smoothingBlocks == 0
                    ? 1
                    : (float) StrictMath.exp(-from * from / (2 * smoothingBlocks * smoothingBlocks));
        }
        this.recent = new float[cells * weights.length];
        this.smallest = new SlidingExtreme(cells, window);
        this.largest = new SlidingExtreme(cells, window);
        this.f0 = new float[cells];
    }

    @Override
    public void begin(int calibrationBlocks) {
        blocks = 0;
        firstComplete = Math.min(calibrationBlocks, window) - 1L;
        smallest.clear();
        largest.clear();
    }

    @Override
    public void add(int cell, float blockMean) {
        recent[cell * weights.length + (int) (blocks % weights.length)] = blockMean;
        float low = -smallest.next(cell, blocks, -smoothed(cell));
        if (blocks >= firstComplete) {
            f0[cell] = largest.next(cell, blocks, low);
        }
    }

    @Override
    public void advance() {
        blocks++;
    }

    @Override
    public float f0(int cell) {
        return f0[cell];
    }

    private float smoothed(int cell) {
        int known = (int) Math.min(blocks + 1, weights.length);
        float sum = 0;
        float weight = 0;
        int slot = (int) (blocks % weights.length);
        for (int k = 0; k < known; k++) {
            sum += weights[k] * recent[cell * weights.length + slot];
            weight += weights[k];
            slot = slot == 0 ? weights.length - 1 : slot - 1;
        }
        return sum / weight;
    }
}
