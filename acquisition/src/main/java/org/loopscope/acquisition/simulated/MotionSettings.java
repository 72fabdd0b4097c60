package org.loopscope.acquisition.simulated;

/**
 * How the brain moves under the simulated microscope.
 *
 * @param limitPx bound of the shift in x and in y; 0 for a brain that stands still
 * @param jerksPerMinute how often the animal jerks
 */
public record MotionSettings(double limitPx, double jerksPerMinute) {
    public MotionSettings {
        SimulatedRigSettings.check("bound of motion", limitPx, 0, 30, "px");
        SimulatedRigSettings.check("rate of jerks", jerksPerMinute, 0, 600, "per minute");
    }

    public static MotionSettings still() {
        return new MotionSettings(0, 0);
    }
}
