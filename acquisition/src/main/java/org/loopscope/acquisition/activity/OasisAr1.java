package org.loopscope.acquisition.activity;

/**
 * OASIS for an AR(1) model, online (Friedrich, Zhou and Paninski 2017, PLoS Comput Biol 13:
 * e1005423). For dF/F y and calcium c with events {@code s_t = c_t - g c_(t-1) >= 0, c >= 0} it minimizes
 * {@code 1/2 sum (y - c)^2 + lambda (1 - g) sum c}, the paper's objective but for its end effect, exactly for
 * {@code leastEvent = 0}, by merging pools of frames in which calcium only decays. A frame that was lost has no term in
 * the sum: time is the frame index.
 *
 * <p>New frames can only lower the calcium found before, in proportion to {@code g^t}; so what has once reached 0 stays
 * there, and all pools up to that point are forgotten at no loss. If a cell still has more pools than there is room
 * for, which is at least {@code settledLagFrames + 2}, the oldest is frozen: later frames no longer change it.
 *
 * <p>One thread; allocates nothing per frame.
 */
final class OasisAr1 implements SpikeInference {
    private static final int LEAST_POOLS = 64;

    private final double g;
    private final double penalty;
    private final double leastEvent;
    private final int cells;
    private final int room;
    private final FrameLag lag;
    private final DecayPowers powers;

    /** Per cell, a ring of pools: the frame it starts at, sum of {@code g^(t-start) y}, sum of {@code g^(2(t-start))}. */
    private final long[] start;

    private final double[] weighted;
    private final double[] weight;
    private final int[] first;
    private final int[] pools;
    /** What calcium the pools may not fall below: its value at a frame, decaying from there. */
    private final double[] frozen;

    private final long[] frozenAt;

    OasisAr1(int cells, SpikeModel.Ar1 model, int settledLagFrames) {
        this.cells = cells;
        this.g = StrictMath.exp(-1 / model.decayFrames());
        this.penalty = model.lambda() * (1 - g);
        this.leastEvent = model.leastEvent();
        this.room = Math.max(LEAST_POOLS, settledLagFrames + 2);
        this.lag = new FrameLag(settledLagFrames);
        this.powers = new DecayPowers(g);
        this.start = new long[cells * room];
        this.weighted = new double[cells * room];
        this.weight = new double[cells * room];
        this.first = new int[cells];
        this.pools = new int[cells];
        this.frozen = new double[cells];
        this.frozenAt = new long[cells];
    }

    @Override
    public long update(long frameIndex, float[] dfOverF, float[] events, float[] settledEvents) {
        long settledIndex = lag.next(frameIndex);
        for (int cell = 0; cell < cells; cell++) {
            add(cell, frameIndex, dfOverF[cell] - penalty);
            events[cell] = (float) eventAt(cell, frameIndex);
            settledEvents[cell] = settledIndex < 0 ? 0 : (float) eventAt(cell, settledIndex);
        }
        return settledIndex;
    }

    /**
     * What is known now of the event at an earlier frame, dF/F units; right for frames no longer ago than
     * the lag.
     */
    double eventAt(int cell, long frameIndex) {
        for (int pool = pools[cell] - 1; pool >= 0; pool--) {
            int at = slot(cell, pool);
            if (start[at] == frameIndex) {
                double jump = weighted[at] / weight[at] - calciumBefore(cell, pool);
                return jump >= leastEvent ? jump : 0;
            }
            if (start[at] < frameIndex) {
                return 0;
            }
        }
        return 0;
    }

    private void add(int cell, long frameIndex, double y) {
        if (pools[cell] == room) {
            freezeOldest(cell);
        }
        int last = slot(cell, pools[cell]++);
        start[last] = frameIndex;
        weighted[last] = y;
        weight[last] = 1;
        while (pools[cell] > 1) {
            int later = slot(cell, pools[cell] - 1);
            int earlier = slot(cell, pools[cell] - 2);
            double decay = powers.after(start[later] - start[earlier]);
            double jump = weighted[later] / weight[later] - decay * weighted[earlier] / weight[earlier];
            if (jump >= leastEvent) {
                return;
            }
            weighted[earlier] += decay * weighted[later];
            weight[earlier] += decay * decay * weight[later];
            pools[cell]--;
        }
        int only = slot(cell, 0);
        if (weighted[only] / weight[only] <= calciumBefore(cell, 0)) {
            pools[cell] = 0;
        }
    }

    /** Calcium that is left at a pool's start of what was before it. */
    private double calciumBefore(int cell, int pool) {
        int at = slot(cell, pool);
        if (pool == 0) {
            return frozen[cell] == 0 ? 0 : frozen[cell] * powers.after(start[at] - frozenAt[cell]);
        }
        int before = slot(cell, pool - 1);
        return powers.after(start[at] - start[before]) * weighted[before] / weight[before];
    }

    private void freezeOldest(int cell) {
        int oldest = slot(cell, 0);
        frozen[cell] = weighted[oldest] / weight[oldest];
        frozenAt[cell] = start[oldest];
        first[cell] = (first[cell] + 1) % room;
        pools[cell]--;
    }

    private int slot(int cell, int pool) {
        int at = first[cell] + pool;
        return cell * room + (at < room ? at : at - room);
    }
}
