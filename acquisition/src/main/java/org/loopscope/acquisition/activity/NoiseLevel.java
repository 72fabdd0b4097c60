package org.loopscope.acquisition.activity;

import java.util.Arrays;

/**
 * Each cell's noise per frame (standard deviation), while it runs: the median of {@code |y_t - 2 y_(t-1) + y_(t-2)|}
 * over 0.6745 sqrt(6), which is right for noise that is independent from frame to frame and Gaussian. The second
 * difference hardly sees calcium that decays over several frames; the median hardly sees the few frames in which it
 * jumps. The median is followed by multiplying with a little more than 1 after a larger difference and dividing by it
 * after a smaller one: in steps of 2/n at first, of {@value #LEAST_STEP} (a memory of about 600 frames) later.
 *
 * <p>One thread; allocates nothing per frame.
 */
final class NoiseLevel {
    private static final double PER_SIGMA = 0.6745 * 2.449489742783178;
    private static final double LEAST_STEP = 0.002;
    /** As if so many frames had been seen before the first: keeps its steps from being wild. */
    private static final int HEAD_START = 8;

    private final int cells;
    private final float least;
    private final float[] median;
    private final float[] last;
    private final float[] beforeLast;
    private long frames;

    /** @param least no noise is taken to be smaller, in the unit of the values, above 0 */
    NoiseLevel(int cells, double least) {
        this.cells = cells;
        this.least = (float) (least * PER_SIGMA);
        this.median = new float[cells];
        this.last = new float[cells];
        this.beforeLast = new float[cells];
        Arrays.fill(median, this.least);
    }

    /** Starts from a known noise, standard deviation per frame, as if it had been found in {@code frames} frames. */
    void start(float[] sigma, long frames) {
        this.frames = Math.max(frames, 3);
        for (int cell = 0; cell < cells; cell++) {
            median[cell] = Math.max(least, (float) (sigma[cell] * PER_SIGMA));
        }
        Arrays.fill(last, Float.NaN);
        Arrays.fill(beforeLast, Float.NaN);
    }

    /** Takes the values of one more frame. */
    void add(float[] values) {
        float up = 1 + (float) Math.max(LEAST_STEP, 2.0 / (frames + HEAD_START));
        for (int cell = 0; cell < cells; cell++) {
            float value = values[cell];
            float difference = Math.abs(value - 2 * last[cell] + beforeLast[cell]);
            beforeLast[cell] = last[cell];
            last[cell] = value;
            if (frames < 2) {
                continue;
            }
            if (frames == 2) {
                median[cell] = Math.max(least, difference);
            } else if (difference > median[cell]) {
                median[cell] *= up;
            } else if (difference <= median[cell]) {
                median[cell] = Math.max(least, median[cell] / up);
            }
        }
        frames++;
    }

    /** Standard deviation of a cell's noise in one frame. */
    float sigma(int cell) {
        return (float) (median[cell] / PER_SIGMA);
    }
}
