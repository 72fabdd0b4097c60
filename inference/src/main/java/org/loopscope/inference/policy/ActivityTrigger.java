package org.loopscope.inference.policy;

import org.loopscope.inference.policy.TriggerSettings.Direction;

/**
 * Fires when the chosen neurons' mean activity crosses the threshold: the classic closed loop. A state machine over its
 * inputs alone; one thread; allocates nothing.
 *
 * <p>A crossing needs the mean to have been on the far side first, by the hysteresis, so a session that starts with high
 * activity does not fire at once. A crossing within the refractory time is dropped, not put off, and counted.
 */
public final class ActivityTrigger {
    private TriggerSettings settings;
    private boolean armed;
    private boolean fired;
    private long lastFiredNs;
    private long suppressed;

    public ActivityTrigger(TriggerSettings settings) {
        this.settings = settings;
    }

    /**
     * Takes one frame's activity.
     *
     * @param activity one value per neuron, of the kind that the settings' signal names; a mean that is not a number
     *     (a neuron without a value) is no crossing and changes nothing
     * @param nowNs session clock, never decreasing
     * @return true when the trigger fires on this frame
     */
    public boolean crossed(float[] activity, long nowNs) {
        boolean rising = settings.direction() == Direction.RISING;
        double past = rising ? mean(activity) - settings.threshold() : settings.threshold() - mean(activity);
        if (!armed) {
            armed = settings.hysteresis() == 0 ? past < 0 : past <= -settings.hysteresis();
            return false;
        }
        if (!(past >= 0)) {
            return false;
        }
        armed = false;
        if (fired && nowNs - lastFiredNs < settings.refractoryNs()) {
            suppressed++;
            return false;
        }
        fired = true;
        lastFiredNs = nowNs;
        return true;
    }

    /** Watches for crossings of another threshold from the next frame on. */
    public void threshold(double threshold) {
        settings = new TriggerSettings(
                settings.neurons(),
                settings.signal(),
                settings.direction(),
                threshold,
                settings.hysteresis(),
                settings.refractoryNs());
    }

    /** Crossings dropped because they came within the refractory time. */
    public long suppressed() {
        return suppressed;
    }

    private double mean(float[] activity) {
        double sum = 0;
        for (int neuron : settings.neurons()) {
            sum += activity[neuron];
        }
        return sum / settings.neurons().length;
    }
}
