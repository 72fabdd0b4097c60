package org.loopscope.acquisition.path;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.acquisition.quality.QualityFlag;
import org.loopscope.acquisition.simulated.FrameClock;
import org.loopscope.acquisition.simulated.MotionSettings;
import org.loopscope.acquisition.simulated.SimulatedMicroscope;
import org.loopscope.acquisition.simulated.SimulatedRigSettings;
import org.loopscope.acquisition.simulated.TruthSink;

/** The simulated microscope with a shutter that closes, a jump of the stage, a glare and an objective that slips to another plane. */
class FaultyFramesTest {
    private static final FrameFormat FORMAT = new FrameFormat(128, 128, 30);
    private static final int CALIBRATION = 360;
    private static final int OFFSET = 600;
    private static final ImagingSettings SETTINGS =
            new ImagingSettings(CALIBRATION, 30, 12, 11, 100, 0.7, OFFSET, 1800, 10, 1.25, 5);
    private static final int DARK_FROM = 450;
    private static final int DARK_TO = 510;
    private static final int JUMP_FROM = 600;
    private static final int JUMP_TO = 605;
    private static final int FAR_FROM = 660;
    private static final int FAR_TO = 690;
    private static final int GLARE = 720;
    private static final int OTHER_PLANE_FROM = 780;
    private static final int OTHER_PLANE_TO = 1200;

    @Test
    void shouldFlagExactlyTheFramesThatAreBad() {
        List<ImagedFrame> frames = run(1600);
        assertEquals(range(DARK_FROM, DARK_TO), flagged(frames, QualityFlag.DARK));
        // The jump there, the jump back, both ways to where the stage is too far off, and all the time there.
        Set<Integer> motion = new TreeSet<>(range(FAR_FROM, FAR_TO));
        motion.addAll(List.of(JUMP_FROM, JUMP_TO, FAR_TO));
        // Frames of another plane may be placed anywhere.
        Set<Integer> sharpMotion = flagged(frames, QualityFlag.MOTION);
        sharpMotion.removeAll(range(OTHER_PLANE_FROM, OTHER_PLANE_TO + 1));
        assertEquals(motion, sharpMotion);
        assertEquals(Set.of(GLARE), flagged(frames, QualityFlag.SATURATED));
        assertEquals(Set.of(), flagged(frames, QualityFlag.BLEACHED));
        Set<Integer> focus = flagged(frames, QualityFlag.FOCUS);
        int first = focus.iterator().next();
        int last = focus.stream().max(Integer::compare).orElseThrow();
        assertEquals(range(first, last + 1), focus, "one span");
        assertTrue(first > OTHER_PLANE_FROM + 60 && first < OTHER_PLANE_FROM + 240, "from " + first);
        assertTrue(last >= OTHER_PLANE_TO - 1 && last < OTHER_PLANE_TO + 240, "to " + last);
    }

    @Test
    void shouldKeepTheBaselineWhenTheShutterCloses() {
        List<ImagedFrame> frames = run(DARK_TO + 30);
        float[] before = frames.get(DARK_FROM - 1).dfOverF;
        for (int i = DARK_FROM; i < DARK_TO; i++) {
            ImagedFrame dark = frames.get(i);
            assertTrue(dark.fluorescence[0] < OFFSET + 30, "the frame's own light is kept: " + dark.fluorescence[0]);
            for (int cell = 0; cell < before.length; cell++) {
                assertEquals(before[cell], dark.dfOverF[cell], 0.3, "cell " + cell + ", frame " + i);
            }
            assertEquals(frames.get(DARK_FROM - 1).shiftXPx, dark.shiftXPx);
        }
        for (ImagedFrame after : frames.subList(DARK_TO, DARK_TO + 30)) {
            for (float dfOverF : after.dfOverF) {
                assertTrue(dfOverF > -1 && dfOverF < 12, "dF/F after the dark " + dfOverF);
            }
        }
    }

    @Test
    void shouldMeasureTheSameBitsAgain() {
        List<ImagedFrame> first = run(900);
        List<ImagedFrame> second = run(900);
        for (int i = 0; i < first.size(); i++) {
            assertEquals(first.get(i).quality.flags, second.get(i).quality.flags);
            assertEquals(first.get(i).quality.focus, second.get(i).quality.focus);
            assertEquals(first.get(i).quality.brightnessLeft, second.get(i).quality.brightnessLeft);
            assertArrayEquals(first.get(i).dfOverF, second.get(i).dfOverF);
        }
    }

    private static List<ImagedFrame> run(int count) {
        SimulatedMicroscope microscope = microscope(7);
        SimulatedMicroscope otherPlane = microscope(8);
        ImagingPath path = new ImagingPath(
                FORMAT, SETTINGS, new GivenCells(microscope.truth().masks()));
        Frame frame = new Frame(128, 128);
        Frame slipped = new Frame(128, 128);
        List<ImagedFrame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            microscope.poll(microscope.nextExposureEndNs(), frame);
            otherPlane.poll(otherPlane.nextExposureEndNs(), slipped);
            if (i >= OTHER_PLANE_FROM && i < OTHER_PLANE_TO) {
                System.arraycopy(slipped.pixels, 0, frame.pixels, 0, frame.pixels.length);
            }
            spoil(i, frame.pixels);
            ImagedFrame out = new ImagedFrame();
            path.process(frame, out);
            frames.add(out);
        }
        return frames;
    }

    private static SimulatedMicroscope microscope(long seed) {
        return new SimulatedMicroscope(
                new BurstingNeurons(28, CALIBRATION, seed),
                SimulatedRigSettings.forFormat(FORMAT, seed).withMotion(new MotionSettings(2, 6)),
                FrameClock.UNCONNECTED,
                TruthSink.DISCARD);
    }

    private static void spoil(int frame, short[] pixels) {
        if (frame >= DARK_FROM && frame < DARK_TO) {
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (short) (OFFSET + (i * 31 + frame * 17) % 9 - 4);
            }
        } else if (frame >= JUMP_FROM && frame < JUMP_TO) {
            shiftRight(pixels, 6);
        } else if (frame >= FAR_FROM && frame < FAR_TO) {
            shiftRight(pixels, 11);
        } else if (frame == GLARE) {
            Arrays.fill(pixels, 0, 128 * 8, (short) 65_535);
        }
    }

    private static void shiftRight(short[] pixels, int byPx) {
        for (int row = 0; row < pixels.length; row += 128) {
            System.arraycopy(pixels, row, pixels, row + byPx, 128 - byPx);
        }
    }

    private static Set<Integer> flagged(List<ImagedFrame> frames, QualityFlag flag) {
        Set<Integer> flagged = new TreeSet<>();
        for (ImagedFrame frame : frames) {
            if (flag.in(frame.quality.flags)) {
                flagged.add((int) frame.frameIndex);
            }
        }
        return flagged;
    }

    private static Set<Integer> range(int from, int to) {
        Set<Integer> range = new TreeSet<>();
        for (int i = from; i < to; i++) {
            range.add(i);
        }
        return range;
    }
}
