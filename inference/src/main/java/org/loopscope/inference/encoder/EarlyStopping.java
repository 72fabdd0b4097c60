package org.loopscope.inference.encoder;

/**
 * When to stop learning, from how well presentations are predicted that nothing is learnt from (Prechelt 1998), for a
 * training set that grows. Where the correlation with them has not risen for some checks, learning goes on from the best
 * weights so far at a third of the learning rate; after three such stages it rests. All of it begins anew when the set has
 * grown by a dozen. (The correlation and not the loss: the loss stops falling first, where rates become too sure of
 * themselves while their order still improves.)
 */
final class EarlyStopping {
    /** Optimiser steps from one check to the next. */
    static final int CHECK_EVERY = 10;

    /** How many numbers {@link #state} gives. */
    static final int STATE_LENGTH = 4;

    private static final double LEAST_GAIN = 1e-4;
    private static final int PATIENCE = 12;
    private static final int STAGES = 3;
    private static final float SLOWER = 3;
    private static final int GROWTH = 12;

    private int checksInVain;
    private int stage;
    private float highestRate = Float.POSITIVE_INFINITY;
    private int grownFrom;

    /** What is to be done after a check. */
    enum Verdict {
        /** These are the best weights so far. */
        BEST,
        GO_ON,
        /** Learning goes on from the best weights, more slowly. */
        BACK_TO_BEST
    }

    /** The training set now holds so many presentations. */
    void grown(int presentations) {
        if (presentations - grownFrom >= GROWTH) {
            grownFrom = presentations;
            checksInVain = 0;
            stage = 0;
            highestRate = Float.POSITIVE_INFINITY;
        }
    }

    boolean resting() {
        return stage == STAGES;
    }

    /** The learning rate to go on with where this one is asked for. */
    float limited(float learningRate) {
        return Math.min(learningRate, highestRate);
    }

    /**
     * @param correlation under the present weights
     * @param best under the best weights so far, with the same presentations
     * @param learningRate of the last step
     */
    Verdict judge(double correlation, double best, float learningRate) {
        if (correlation > best + LEAST_GAIN) {
            checksInVain = 0;
            return Verdict.BEST;
        }
        checksInVain++;
        if (checksInVain < PATIENCE) {
            return Verdict.GO_ON;
        }
        checksInVain = 0;
        stage++;
        highestRate = learningRate / SLOWER;
        return Verdict.BACK_TO_BEST;
    }

    /** All that the next verdict depends on; small whole numbers are exact. */
    float[] state() {
        return new float[] {checksInVain, stage, highestRate, grownFrom};
    }

    void restore(float[] state) {
        checksInVain = (int) state[0];
        stage = (int) state[1];
        highestRate = state[2];
        grownFrom = (int) state[3];
    }
}
