package org.loopscope.inference.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.loopscope.inference.policy.TriggerSettings.Direction;
import org.loopscope.inference.policy.TriggerSettings.Signal;

class ActivityTriggerTest {
    private static final long FRAME_NS = 33_000_000;

    @Test
    void shouldFireOnceOnEachRiseWhenTheMeanGoesBackPastTheHysteresis() {
        ActivityTrigger trigger = new ActivityTrigger(settings(Direction.RISING, 1.0, 0.5, 0));
        double[] means = {0, 0.9, 1.0, 1.5, 0.6, 1.2, 0.5, 0.99, 1.0};
        boolean[] fires = {false, false, true, false, false, false, false, false, true};
        assertFires(trigger, means, fires);
    }

    @Test
    void shouldMirrorTheRiseWhenTheDirectionIsFalling() {
        ActivityTrigger trigger = new ActivityTrigger(settings(Direction.FALLING, -1.0, 0.5, 0));
        double[] means = {0, -0.9, -1.0, -1.5, -0.6, -1.2, -0.5, -0.99, -1.0};
        boolean[] fires = {false, false, true, false, false, false, false, false, true};
        assertFires(trigger, means, fires);
    }

    @Test
    void shouldNotFireWhenActivityIsHighFromTheStart() {
        ActivityTrigger trigger = new ActivityTrigger(settings(Direction.RISING, 1.0, 0, 0));
        assertFires(trigger, new double[] {2, 2, 1, 0.99, 1}, new boolean[] {false, false, false, false, true});
    }

    @Test
    void shouldDropAndCountACrossingWhenItComesWithinTheRefractoryTime() {
        ActivityTrigger trigger = new ActivityTrigger(settings(Direction.RISING, 1.0, 0, 4 * FRAME_NS));
        double[] means = {0, 1, 0, 1, 1, 0, 1};
        boolean[] fires = {false, true, false, false, false, false, true};
        assertFires(trigger, means, fires);
        assertEquals(1, trigger.suppressed());
    }

    @Test
    void shouldWatchOnlyItsNeuronsWhenOthersAreLoud() {
        ActivityTrigger trigger = new ActivityTrigger(
                new TriggerSettings(new int[] {1, 3}, Signal.DF_OVER_F, Direction.RISING, 1.0, 0, 0));
        assertFalse(trigger.crossed(new float[] {9, 0, 9, 0}, 0));
        assertFalse(trigger.crossed(new float[] {9, 1.5f, 9, 0}, 1));
        assertTrue(trigger.crossed(new float[] {0, 1.5f, 0, 0.5f}, 2));
    }

    @Test
    void shouldChangeNothingWhenTheMeanIsNotANumber() {
        ActivityTrigger trigger = new ActivityTrigger(settings(Direction.RISING, 1.0, 0, 0));
        double nan = Double.NaN;
        assertFires(
                trigger, new double[] {nan, 0, nan, 1, nan, 1}, new boolean[] {false, false, false, true, false, false
                });
    }

    @Test
    void shouldRefuseSettingsWhenTheyCannotWork() {
        assertThrows(IllegalArgumentException.class, () -> settings(Direction.RISING, Double.NaN, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> settings(Direction.RISING, 1, -0.1, 0));
        assertThrows(IllegalArgumentException.class, () -> settings(Direction.RISING, 1, 0, -1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new TriggerSettings(new int[0], Signal.EVENTS, Direction.RISING, 1, 0, 0));
    }

    private static TriggerSettings settings(
            Direction direction, double threshold, double hysteresis, long refractoryNs) {
        return new TriggerSettings(new int[] {0}, Signal.EVENTS, direction, threshold, hysteresis, refractoryNs);
    }

    private static void assertFires(ActivityTrigger trigger, double[] means, boolean[] fires) {
        float[] activity = new float[1];
        for (int frame = 0; frame < means.length; frame++) {
            activity[0] = (float) means[frame];
            assertEquals(fires[frame], trigger.crossed(activity, frame * FRAME_NS), "frame " + frame);
        }
    }
}
