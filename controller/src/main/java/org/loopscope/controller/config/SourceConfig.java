package org.loopscope.controller.config;

import java.nio.file.Path;
import java.util.List;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.camera.CameraSettings;
import org.loopscope.acquisition.file.movie.RecordingOptions;
import org.loopscope.acquisition.live.StatedFormat;

/** Where activity comes from. */
public sealed interface SourceConfig {
    /** Kinds of source, as written in the file. */
    enum Kind {
        SIMULATED,
        MOVIE,
        SOCKET,
        RING,
        CAMERA,
        RESPONSES
    }

    /**
     * The simulated rig.
     *
     * @param rotationInvariant share of cells that answer to a bar or grating at any orientation
     * @param indicator GCaMP6s or GCaMP6f
     * @param noisePercent shot noise of a cell's dF/F, percent per root hertz
     * @param motionPx largest movement of the brain, pixels
     * @param dropFrames frames that the simulated microscope loses on purpose
     */
    record Simulated(
            FrameFormat format,
            int cells,
            double rotationInvariant,
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

    /**
     * A recorded movie, played again, or one that is being recorded now.
     *
     * @param file a file or a folder, see {@link org.loopscope.acquisition.file.Recordings}
     * @param said what the file need not or cannot say itself
     */
    record Movie(Path file, RecordingOptions said) implements SourceConfig {}

    /** A microscope that sends frames now. */
    sealed interface Live extends SourceConfig {
        /** What the sender may not say. */
        StatedFormat stated();

        /** How long its sender is waited for before the session. */
        long waitNs();
    }

    /**
     * Frames over TCP.
     *
     * @param calls whether we call the sender, or it calls us
     * @param host of the sender that we call, or the address that we listen on
     */
    record Socket(boolean calls, String host, int port, StatedFormat stated, long waitNs) implements Live {}

    /** Frames through a mapped file. */
    record Ring(Path file, RingKind layout, StatedFormat stated, long waitNs) implements Live {}

    /** Whose mapped file it is. */
    enum RingKind {
        LOOPSCOPE,
        SCANBOX
    }

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
