package org.loopscope.acquisition.activity;

/**
 * What is taken to lie between a cell's spikes and its dF/F, and how the spikes are read back. Time constants are in
 * frames: seconds times the frame rate.
 */
public sealed interface SpikeModel {
    /**
     * Calcium jumps and decays; OASIS finds the events, exactly. Events are in dF/F units, at either lag.
     *
     * @param decayFrames time constant of the decay
     * @param lambda weight of the L1 penalty on the events, dF/F units
     * @param leastEvent events below this size are not made, dF/F units; 0 for none
     */
    record Ar1(double decayFrames, double lambda, double leastEvent) implements SpikeModel {
        public Ar1 {
            requireDecay(decayFrames);
            requireSize("lambda", lambda);
            requireSize("leastEvent", leastEvent);
        }
    }

    /**
     * Calcium rises and decays; the greedy OASIS for AR(2) finds the events, nearly. Events are in dF/F units, as the
     * height of the event's peak, at either lag.
     *
     * @param riseFrames time constant of the rise, below that of the decay
     * @param decayFrames time constant of the decay
     * @param leastEvent events below this size are not made, dF/F units; 0 for none
     */
    record Ar2(double riseFrames, double decayFrames, double leastEvent) implements SpikeModel {
        public Ar2 {
            requireDecay(decayFrames);
            requireRise(riseFrames, decayFrames);
            requireSize("leastEvent", leastEvent);
        }
    }

    /**
     * Calcium rises and decays, and what is reported is an expectation under the noise that is measured:
     * {@link EventFilter}. For decisions at lag 0. The settled events are those of {@link Ar2}, in dF/F units.
     *
     * @param riseFrames time constant of the rise, below that of the decay
     * @param decayFrames time constant of the decay
     * @param eventsPerFrame how often an event is expected before anything is seen, above 0, below 1
     * @param meanEvent how large an event is expected to be, dF/F; events are taken to be exponentially distributed
     * @param readout what is reported at lag 0
     */
    record Filtered(double riseFrames, double decayFrames, double eventsPerFrame, double meanEvent, Readout readout)
            implements SpikeModel {
        private static final double RISES_PER_DECAY = 10;
        private static final double EVENTS_HZ = 0.15;
        private static final double MEAN_EVENT = 1;

        public Filtered {
            requireDecay(decayFrames);
            requireRise(riseFrames, decayFrames);
            require(
                    eventsPerFrame > 0 && eventsPerFrame < 1,
                    "eventsPerFrame must lie between 0 and 1, was " + eventsPerFrame);
            require(meanEvent > 0 && meanEvent < 1e6, "the mean event must be above 0, was " + meanEvent);
        }

        /**
         * The usual values, the same for every indicator: a rise of a tenth of the decay, 0.15 events a second, 1 dF/F.
         *
         * @param tauS decay of the indicator, seconds
         */
        public Filtered(double tauS, double rateHz) {
            this(
                    tauS * rateHz / RISES_PER_DECAY,
                    tauS * rateHz,
                    Math.min(0.5, EVENTS_HZ / rateHz),
                    MEAN_EVENT,
                    Readout.STRENGTH);
        }
    }

    /** What {@link Filtered} reports at lag 0. */
    enum Readout {
        /** How far this frame raises the expected calcium, dF/F units: linear in the fluorescence. */
        STEP,
        /**
         * The square root of STEP times the probability of an event, (dF/F)^(1/2): doubtful events count less, and large
         * ones less than in proportion, as indicators respond more than in proportion to spikes that come together.
         */
        STRENGTH
    }

    private static void requireDecay(double decayFrames) {
        require(decayFrames > 0 && decayFrames <= 1e6, "the decay must be above 0 frames, was " + decayFrames);
    }

    private static void requireRise(double riseFrames, double decayFrames) {
        require(
                riseFrames > 0 && riseFrames < decayFrames,
                "the rise must be above 0 and below the decay's " + decayFrames + " frames, was " + riseFrames);
    }

    private static void requireSize(String name, double size) {
        require(size >= 0 && size < 1e6, name + " must be 0 or more, was " + size);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
