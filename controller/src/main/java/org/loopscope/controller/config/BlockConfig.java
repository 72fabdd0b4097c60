package org.loopscope.controller.config;

/** One block of an experiment, as written in its file. Times in nanoseconds. */
public sealed interface BlockConfig {
    String name();

    /** Seed of whatever the block draws. */
    long seed();

    /** How long each picture stays and how long mid-grey follows it. */
    record Timing(long presentationNs, long gapNs) {
        public long periodNs() {
            return presentationNs + gapNs;
        }
    }

    /** Who chooses among pictures. */
    enum Choice {
        RANDOM,
        BEST_OF_BANK
    }

    /** Mid-grey; the calibration of the imaging path and the baseline fall into it. */
    record Spontaneous(String name, long seed, long durationNs) implements BlockConfig {}

    /**
     * Pictures to learn from, with the held-out pictures repeated among them.
     *
     * @param presentations in all, held-out ones included
     * @param heldOutRepeats how often each held-out picture is shown
     * @param stopAtCorrelation ends the block early when the test correlation reaches this; above 1 means never
     */
    record Map(
            String name,
            long seed,
            Timing timing,
            Choice policy,
            int presentations,
            int heldOutRepeats,
            double stopAtCorrelation)
            implements BlockConfig {}

    /** Pictures chosen by the model so far, learnt from as they come. */
    record Adapt(String name, long seed, Timing timing, Choice policy, int presentations) implements BlockConfig {}

    /**
     * The classic closed loop: when the chosen neurons' activity crosses a threshold, a pulse or a picture.
     *
     * @param durationNs length of the block; 0 means to the end of the recording
     */
    record Triggered(String name, long seed, long durationNs, TriggerConfig trigger) implements BlockConfig {}

    /** Synthesized most exciting images, shown as they ripen and learnt from. */
    record Synthesize(String name, long seed, Timing timing, int presentations, int minAscentSteps)
            implements BlockConfig {}

    /** The last images beside the bank's best, repeated in random order; nothing is learnt. */
    record Validate(String name, long seed, Timing timing, int repeats) implements BlockConfig {}
}
