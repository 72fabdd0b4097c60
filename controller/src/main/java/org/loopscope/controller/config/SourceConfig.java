package org.loopscope.controller.config;

import java.nio.file.Path;
import java.util.List;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.camera.CameraSettings;

/** Where activity comes from. */
public sealed interface SourceConfig {
    /** Kinds of source, as written in the file. */
    enum Kind {
        SIMULATED,
        MOVIE,
        CAMERA,
        RESPONSES
    }

    /**
     * The simulated rig.
     *
     * @param indicator GCaMP6s or GCaMP6f
     * @param noisePercent shot noise of a cell's dF/F, percent per root hertz
     * @param motionPx largest movement of the brain, pixels
     * @param dropFrames frames that the simulated microscope loses on purpose
     */
    record Simulated(
            FrameFormat format,
            int cells,
            SimulatedIndicator indicator,
            double noisePercent,
            double motionPx,
            List<Long> dropFrames)
            implements SourceConfig {
        public Simulated {
            dropFrames = List.copyOf(dropFrames);
        }
    }

    /** Indicators that the simulated rig knows. */
    enum SimulatedIndicator {
        GCAMP6S,
        GCAMP6F
    }

    /** A recorded movie, played at its rate. */
    record Movie(Path file, double rateHz) implements SourceConfig {}

    /** A GenICam camera. */
    record Camera(CameraSettings settings) implements SourceConfig {}

    /**
     * A set of real images with the real responses to them.
     *
     * @param split seed of the split into training and test images
     * @param sampleHz how often the responses are sampled
     * @param compareWithRandom runs the same session again with random choice, for the comparison
     */
    record Responses(Path images, Path responses, int split, double sampleHz, boolean compareWithRandom)
            implements SourceConfig {}
}
