package org.loopscope.inference.policy;

/**
 * When activity counts as a crossing.
 *
 * @param neurons whose mean activity is watched, as indices of the activity arrays
 * @param signal which number of each neuron is averaged
 * @param direction whether the mean has to rise to the threshold or fall to it
 * @param threshold the mean at which the trigger fires, in the signal's unit
 * @param hysteresis how far the mean has to go back past the threshold before the next crossing counts, same unit
 * @param refractoryNs least time from one firing to the next
 */
public record TriggerSettings(
        int[] neurons, Signal signal, Direction direction, double threshold, double hysteresis, long refractoryNs) {

    /** What is averaged over the neurons. */
    public enum Signal {
        /** Inferred events per frame. */
        EVENTS,
        /** Fluorescence over its running baseline. */
        DF_OVER_F
    }

    /** Which way the mean has to cross. */
    public enum Direction {
        RISING,
        FALLING
    }

    public TriggerSettings {
        if (neurons.length == 0) {
            throw new IllegalArgumentException("an activity trigger needs at least one neuron: name some");
        }
        for (int neuron : neurons) {
            if (neuron < 0) {
                throw new IllegalArgumentException(
                        "an activity trigger cannot watch neuron " + neuron + ": neurons are counted from 0");
            }
        }
        if (!Double.isFinite(threshold)) {
            throw new IllegalArgumentException("the trigger's threshold is " + threshold + ": give a finite number");
        }
        if (!(hysteresis >= 0) || Double.isInfinite(hysteresis)) {
            throw new IllegalArgumentException(
                    "the trigger's hysteresis is " + hysteresis + ": give a finite number of at least 0");
        }
        if (refractoryNs < 0) {
            throw new IllegalArgumentException(
                    "the trigger's refractory time is " + refractoryNs + " ns: give at least 0");
        }
    }
}
