package org.loopscope.tests.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.file.tiff.TiffMovieWriter;
import org.loopscope.acquisition.simulated.FrameClock;
import org.loopscope.acquisition.simulated.MotionSettings;
import org.loopscope.acquisition.simulated.SimulatedMicroscope;
import org.loopscope.acquisition.simulated.SimulatedNeurons;
import org.loopscope.acquisition.simulated.SimulatedRigSettings;
import org.loopscope.acquisition.simulated.TruthSink;

/** Frames of the simulated microscope, all but still, with what is done to them here, as a TIFF. */
final class FaultyMovie {
    private static final int FRAMES = 1500;
    static final int OTHER_PLANE_FROM = 800;
    private static final int DARK_FROM = 300;
    private static final int DARK_TO = 330;
    private static final int JUMP_FROM = 520;
    private static final int JUMP_TO = 523;
    private static final int SIDE = 96;
    private static final int JUMP_PX = 6;
    private static final int OFFSET = 600;

    private FaultyMovie() {}

    static Set<Long> dark() {
        return LongStream.range(DARK_FROM, DARK_TO).boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    /** There and back. */
    static Set<Long> jumps() {
        return Set.of((long) JUMP_FROM, (long) JUMP_TO);
    }

    static Path write(Path folder) throws IOException {
        FrameFormat format = new FrameFormat(SIDE, SIDE, 30);
        Path file = folder.resolve("faulty.tif");
        Frame frame = new Frame(SIDE, SIDE);
        Frame slipped = new Frame(SIDE, SIDE);
        try (SimulatedMicroscope microscope = microscope(format, 5);
                SimulatedMicroscope otherPlane = microscope(format, 6);
                TiffMovieWriter writer = new TiffMovieWriter(file, SIDE, SIDE)) {
            for (int i = 0; i < FRAMES; i++) {
                microscope.poll(microscope.nextExposureEndNs(), frame);
                otherPlane.poll(otherPlane.nextExposureEndNs(), slipped);
                spoil(i, frame.pixels);
                writer.write(i >= OTHER_PLANE_FROM ? mixed(i, frame.pixels, slipped.pixels) : frame.pixels);
            }
        }
        return file;
    }

    /** The objective sinks into another plane over three seconds. */
    private static short[] mixed(int frame, short[] here, short[] there) {
        double share = Math.min(1, (frame - OTHER_PLANE_FROM) / 90.0);
        short[] mixed = new short[here.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (short) Math.round((1 - share) * here[i] + share * there[i]);
        }
        return mixed;
    }

    /** All but still, with cells that burst. */
    static SimulatedMicroscope microscope(FrameFormat format, long seed) {
        return new SimulatedMicroscope(
                bursting(),
                SimulatedRigSettings.forFormat(format, seed).withMotion(new MotionSettings(0.5, 0)),
                FrameClock.UNCONNECTED,
                TruthSink.DISCARD);
    }

    private static SimulatedNeurons bursting() {
        SplittableRandom random = new SplittableRandom(9);
        return new SimulatedNeurons() {
            @Override
            public int count() {
                return 12;
            }

            @Override
            public void spikes(long fromNs, long toNs, int[] counts) {
                for (int i = 0; i < counts.length; i++) {
                    counts[i] = random.nextInt(60) == 0 ? 6 : 0;
                }
            }
        };
    }

    private static void spoil(int frame, short[] pixels) {
        if (frame >= DARK_FROM && frame < DARK_TO) {
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (short) (OFFSET + (i * 31 + frame * 17) % 9 - 4);
            }
        } else if (frame >= JUMP_FROM && frame < JUMP_TO) {
            for (int row = 0; row < pixels.length; row += SIDE) {
                System.arraycopy(pixels, row, pixels, row + JUMP_PX, SIDE - JUMP_PX);
            }
        }
    }
}
