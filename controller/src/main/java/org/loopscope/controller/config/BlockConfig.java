package org.loopscope.controller.config;

import java.util.List;
import org.loopscope.inference.learning.PictureSpace;
import org.loopscope.inference.learning.SynthesisPlan;
import org.loopscope.inference.policy.ValidationSchedule;

/** One block of an experiment, as written in its file. Times in nanoseconds. */
public sealed interface BlockConfig {
    String name();

    /** Seed of whatever the block draws. */
    long seed();

    /** What kind of block it is, in one word. */
    default String kind() {
        return switch (this) {
            case Spontaneous _ -> "spontaneous";
            case Map _ -> "map";
            case Adapt _, Triggered _ -> "adapt";
            case Synthesize _ -> "synthesize";
            case Evolve _ -> "evolve";
            case Validate _ -> "validate";
        };
    }

    /** How long each picture stays and how long mid-grey follows it. */
    record Timing(long presentationNs, long gapNs) {
        public long periodNs() {
            return presentationNs + gapNs;
        }
    }

    /** Who chooses among pictures. */
    enum Choice {
        RANDOM,
        BEST_OF_BANK,
        /** At random, each picture with all its pixels at an extreme. */
        GAUDY,
        /** Those that the model's networks disagree about most. */
        MOST_UNCERTAIN,
        /** Those that the ridge and the networks disagree about most. */
        MOST_DISCRIMINATING
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

    /** Synthesized pictures, most exciting images unless the plan says otherwise, shown as they ripen and learnt from. */
    record Synthesize(String name, long seed, Timing timing, int presentations, int minAscentSteps, SynthesisPlan plan)
            implements BlockConfig {}

    /**
     * Pictures evolved for the first targets on their measured responses, generation by generation, and learnt from.
     *
     * @param targets how many of the session's targets, each with pictures of its own
     * @param population pictures of each target's in a generation
     * @param space principal components or generator
     */
    record Evolve(
            String name, long seed, Timing timing, int targets, int population, int generations, PictureSpace space)
            implements BlockConfig {
        /** Trials in which nothing is shown while a generation's last responses come in. */
        private static final int TRIALS_BETWEEN_GENERATIONS = 4;

        /** The longest that the block can take, nanoseconds. */
        long plannedNs() {
            return generations * ((long) targets * population + TRIALS_BETWEEN_GENERATIONS) * timing.periodNs();
        }
    }

    /**
     * The last images beside the bank's best, and controls, repeated in random order; nothing is learnt.
     *
     * @param repeats presentations of each synthesized, evolved and best picture
     * @param controls further kinds of pictures of each target
     * @param controlRepeats presentations of each control
     */
    record Validate(
            String name,
            long seed,
            Timing timing,
            int repeats,
            List<ValidationSchedule.Kind> controls,
            int controlRepeats)
            implements BlockConfig {
        public Validate {
            controls = List.copyOf(controls);
        }

        /** The longest that the block can take for so many targets, of which some have evolved pictures; nanoseconds. */
        long plannedNs(int targets, int evolved) {
            long pictures = (2L * targets + evolved) * repeats + (long) targets * controls.size() * controlRepeats;
            return pictures * timing.periodNs();
        }
    }
}
