package org.loopscope.acquisition.simulated;

import java.util.List;
import org.loopscope.acquisition.FrameFormat;

/**
 * The simulated microscope and the tissue under it.
 *
 * @param format shape and rate of the movie
 * @param clockDriftPpm how much the microscope's clock runs fast against the session clock, parts per million
 * @param dropFrames indices of frames that the microscope loses, ascending
 * @param seed of the tissue, the motion and the noise
 */
public record SimulatedRigSettings(
        FrameFormat format,
        TissueSettings tissue,
        DetectorSettings detector,
        MotionSettings motion,
        double clockDriftPpm,
        List<Long> dropFrames,
        long seed) {
    public SimulatedRigSettings {
        dropFrames = List.copyOf(dropFrames);
        check("clock drift", clockDriftPpm, -1000, 1000, "ppm");
        for (int i = 0; i < dropFrames.size(); i++) {
            if (dropFrames.get(i) < 0 || (i > 0 && dropFrames.get(i) <= dropFrames.get(i - 1))) {
                throw new IllegalArgumentException(
                        "simulated rig: list the frames to drop from 0 upwards, each once; they were " + dropFrames);
            }
        }
    }

    /** The default rig: 256x256 at 30 Hz over about 400 um, GCaMP6s, 2 %/sqrt(Hz), a brain that moves. */
    public static SimulatedRigSettings standard(long seed) {
        return forFormat(new FrameFormat(256, 256, 30), seed);
    }

    /** The default tissue and optics for another shape and rate: a larger frame is a larger field of view. */
    public static SimulatedRigSettings forFormat(FrameFormat format, long seed) {
        return new SimulatedRigSettings(
                format,
                new TissueSettings(Indicator.GCAMP6S, 11, 0.3, 0.3),
                new DetectorSettings(2.0, 120, 600),
                new MotionSettings(3, 2),
                5,
                List.of(),
                seed);
    }

    public SimulatedRigSettings withTissue(TissueSettings other) {
        return new SimulatedRigSettings(format, other, detector, motion, clockDriftPpm, dropFrames, seed);
    }

    public SimulatedRigSettings withDetector(DetectorSettings other) {
        return new SimulatedRigSettings(format, tissue, other, motion, clockDriftPpm, dropFrames, seed);
    }

    public SimulatedRigSettings withMotion(MotionSettings other) {
        return new SimulatedRigSettings(format, tissue, detector, other, clockDriftPpm, dropFrames, seed);
    }

    public SimulatedRigSettings withDroppedFrames(List<Long> indices) {
        return new SimulatedRigSettings(format, tissue, detector, motion, clockDriftPpm, indices, seed);
    }

    static void check(String what, double value, double low, double high, String unit) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(
                    "simulated rig: " + what + " must be " + low + " to " + high + " " + unit + ", was " + value);
        }
    }
}
