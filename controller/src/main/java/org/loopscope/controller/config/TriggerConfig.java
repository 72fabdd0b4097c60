package org.loopscope.controller.config;

import org.loopscope.inference.policy.TriggerSettings.Signal;

/**
 * When an activity trigger fires, and what it does then.
 *
 * @param neurons indices of the neurons that are averaged; empty means all
 * @param signal which of their signals, of the frame just imaged (lag 0)
 * @param threshold fires when the mean rises to this, in the signal's unit
 * @param hysteresis how far the mean has to fall below the threshold before it can fire again
 * @param refractoryNs rest after firing
 * @param action what firing does
 */
public record TriggerConfig(
        int[] neurons, Signal signal, double threshold, double hysteresis, long refractoryNs, Action action) {

    /** What a trigger does. */
    public sealed interface Action {
        /** A pulse on the stimulation line. */
        record SendPulse(long widthNs) implements Action {}

        /** A picture of the bank at the next flip of the screen. */
        record ShowPicture(int bankIndex, long durationNs) implements Action {}
    }
}
