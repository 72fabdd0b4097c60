package org.loopscope.acquisition.path;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.Allocation;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.acquisition.quality.QualityFlag;
import org.loopscope.acquisition.simulated.FrameClock;
import org.loopscope.acquisition.simulated.SimulatedMicroscope;
import org.loopscope.acquisition.simulated.SimulatedRigSettings;
import org.loopscope.acquisition.simulated.TruthSink;

/** Two planes and two channels, the second of which is imaged, from two simulated microscopes. */
class VolumePathTest {
    private static final int SIDE = 96;
    private static final int CALIBRATION = 120;
    private static final int TEMPLATE = 30;
    private static final int[] CELLS = {9, 14};
    private static final FrameFormat PLANE = new FrameFormat(SIDE, SIDE, 15);
    private static final FrameFormat VOLUME = new FrameFormat(SIDE, SIDE, 30, 2, 2);
    private static final int FRAMES_PER_VOLUME = 4;
    private static final ImagingSettings SETTINGS =
            new ImagingSettings(CALIBRATION, TEMPLATE, 8, 11, 100, 0.7, 600, 450, 10, 1.25, 5);
    private static final QualitySettings QUALITY = QualitySettings.standard(8);

    @Test
    void shouldGiveASinglePlaneTheBitsOfItsPath() {
        SimulatedMicroscope microscope = microscope(0);
        GivenCells given = new GivenCells(microscope.truth().masks());
        ImagingPath alone = new ImagingPath(PLANE, SETTINGS, given);
        VolumePath path = new VolumePath(PLANE, 0, SETTINGS, List.of(given), QUALITY);
        Frame frame = new Frame(SIDE, SIDE);
        ImagedFrame expected = new ImagedFrame();
        ImagedFrame out = new ImagedFrame();
        for (int i = 0; i < 2 * CALIBRATION; i++) {
            microscope.poll(microscope.nextExposureEndNs(), frame);
            frame.arrivedNs = 3L * i;
            if (i % 37 == 11) {
                continue;
            }
            alone.process(frame, expected);
            assertTrue(path.process(frame, out));
            assertSame(expected, out);
            assertEquals(expected.shiftXPx, path.frame().shiftXPx);
            assertEquals(expected.quality.focus, path.frame().quality.focus);
        }
        assertTrue(out.calibrated && out.settledFrameIndex > CALIBRATION);
    }

    /** 33.3 ms from plane to plane, of which the lines take 30. */
    @Test
    void shouldTellWhenEachCellOfAVolumeIsLookedAt() {
        Planes source = new Planes();
        VolumePath path = new VolumePath(
                VOLUME, 1, SETTINGS.withScanNs(30_000_000), List.of(source.cells(0), source.cells(1)), QUALITY);
        ImagedFrame out = new ImagedFrame();
        for (int i = 0; i < (CALIBRATION + 2) * FRAMES_PER_VOLUME; i++) {
            Frame frame = source.next();
            if (path.images(frame)) {
                path.process(frame, out);
            }
        }
        long[] above = CellTimes.offsetsNs(source.cells(0).rois(), 30_000_000);
        long[] below = CellTimes.offsetsNs(source.cells(1).rois(), 30_000_000);
        assertEquals(CELLS[0] + CELLS[1], out.cellOffsetsNs.length);
        for (int cell = 0; cell < out.cellOffsetsNs.length; cell++) {
            long expected = cell < CELLS[0] ? above[cell] - VOLUME.periodNs() : below[cell - CELLS[0]];
            assertEquals(expected, out.cellOffsetsNs[cell], "cell " + cell);
        }
    }

    @Test
    void shouldGiveEachPlaneTheTracesThatItHasAlone() {
        Planes source = new Planes();
        VolumePath path = path(source);
        ImagingPath[] alone = {
            new ImagingPath(PLANE, SETTINGS, source.cells(0)), new ImagingPath(PLANE, SETTINGS, source.cells(1))
        };
        ImagedFrame[] expected = {new ImagedFrame(), new ImagedFrame()};
        ImagedFrame out = new ImagedFrame();
        Set<Long> lost =
                Set.of(55L * FRAMES_PER_VOLUME + 3, 150L * FRAMES_PER_VOLUME + 1, 163L * FRAMES_PER_VOLUME + 3);
        Set<Long> handed = new HashSet<>();
        for (int i = 0; i < 200 * FRAMES_PER_VOLUME; i++) {
            Frame frame = source.next();
            if (!path.images(frame) || lost.contains(frame.index)) {
                continue;
            }
            boolean whole = path.process(frame, out);
            long volume = i / FRAMES_PER_VOLUME;
            assertEquals(frame.plane == 1 && volume != 150, whole, "frame " + frame.index);
            alone[frame.plane].measure(frame, expected[frame.plane]);
            if (!whole) {
                continue;
            }
            handed.add(out.frameIndex);
            assertEquals(frame.index, out.frameIndex);
            assertEquals(frame.exposureEndNs, out.exposureEndNs);
            // Plane 1 has lost a frame of its calibration.
            assertEquals(volume >= CALIBRATION + 1, out.calibrated, "volume " + volume);
            if (!out.calibrated) {
                assertEquals(0, out.events.length);
                continue;
            }
            assertEquals(CELLS[0] + CELLS[1], out.events.length);
            for (int plane = 0; plane < 2; plane++) {
                alone[plane].infer(frame.index, expected[plane]);
                assertArrayEquals(expected[plane].fluorescence, part(out.fluorescence, plane), 0);
                assertArrayEquals(expected[plane].neuropil, part(out.neuropil, plane), 0);
                assertArrayEquals(expected[plane].dfOverF, part(out.dfOverF, plane), 0);
                assertArrayEquals(expected[plane].events, part(out.events, plane), 0);
                assertArrayEquals(expected[plane].settledEvents, part(out.settledEvents, plane), 0);
            }
            assertTrue(out.settledFrameIndex == -1 || handed.contains(out.settledFrameIndex));
        }
        assertEquals(194L * FRAMES_PER_VOLUME + 3, out.settledFrameIndex);
        assertArrayEquals(alone[1].meanImage(), path.plane(1).meanImage(), 0);
    }

    @Test
    void shouldTellWhichVolumesLostAFrame() {
        Planes source = new Planes();
        VolumePath path = path(source);
        int first = TEMPLATE * FRAMES_PER_VOLUME;
        for (int i = 0; i < first; i++) {
            Frame frame = source.next();
            if (path.images(frame)) {
                path.process(frame, new ImagedFrame());
            }
        }
        List<String> ended = new ArrayList<>();
        // All of the fifth volume from here on and the ends of its neighbours; plane 0 of the eighth.
        for (int i = 0; i < 10 * FRAMES_PER_VOLUME; i++) {
            Frame frame = source.next();
            long at = frame.index - first;
            boolean lost = (at >= 14 && at <= 21) || at == 29;
            if (path.images(frame) && !lost) {
                path.process(frame, new ImagedFrame());
                Volume volume = path.ended();
                if (volume != null) {
                    ended.add(volume.number
                            - TEMPLATE
                            + Arrays.toString(Arrays.stream(volume.frameIndex)
                                    .map(index -> index == Volume.LOST ? index : index - first)
                                    .toArray()));
                    assertEquals(!Arrays.toString(volume.frameIndex).contains("-1"), volume.whole());
                    assertEquals(volume.frameIndex[0] == Volume.LOST, Float.isNaN(volume.shiftXPx[0]));
                }
            }
        }
        assertEquals(
                List.of(
                        "0[1, 3]",
                        "1[5, 7]",
                        "2[9, 11]",
                        "3[13, -1]",
                        "5[-1, 23]",
                        "6[25, 27]",
                        "7[-1, 31]",
                        "8[33, 35]",
                        "9[37, 39]"),
                ended);
    }

    @Test
    void shouldBeginInTheMidstOfAVolume() {
        Planes source = new Planes();
        VolumePath path = path(source);
        for (int i = 0; i < 3; i++) {
            source.next();
        }
        Frame frame = source.next();
        assertEquals(1, frame.plane);
        frame.index = 1;
        assertFalse(path.process(frame, new ImagedFrame()));
        assertNull(path.ended());
        frame.index = 3;
        frame.plane = 0;
        assertFalse(path.process(frame, new ImagedFrame()));
        assertNull(path.ended(), "no frame of the session is missing");
        frame.index = 5;
        frame.plane = 1;
        assertTrue(path.process(frame, new ImagedFrame()));
        Volume volume = path.ended();
        assertNotNull(volume);
        assertEquals(0, volume.number);
    }

    @Test
    void shouldFlagAVolumeForAnyOfItsPlanes() {
        Planes source = new Planes();
        VolumePath path = path(source);
        ImagedFrame out = new ImagedFrame();
        for (int i = 0; i < 140 * FRAMES_PER_VOLUME; i++) {
            Frame frame = source.next();
            boolean dark = frame.plane == 0 && i / FRAMES_PER_VOLUME == 130;
            if (dark) {
                Arrays.fill(frame.pixels, (short) 600);
            }
            if (path.images(frame)) {
                boolean whole = path.process(frame, out);
                assertEquals(dark, QualityFlag.DARK.in(path.frame().quality.flags), "frame " + frame.index);
                assertEquals(whole && i / FRAMES_PER_VOLUME == 130, whole && QualityFlag.DARK.in(out.quality.flags));
            }
        }
    }

    @Test
    void shouldAllocateNothingWhenCalibrated() {
        Planes source = new Planes();
        VolumePath path = path(source);
        ImagedFrame out = new ImagedFrame();
        Frame last = source.next();
        while (!out.calibrated) {
            last = source.next();
            if (path.images(last)) {
                path.process(last, out);
            }
        }
        Frame frame = last;
        assertEquals(0, Allocation.bytesPerWarmRound(() -> {
            for (int i = 0; i < 200; i++) {
                frame.index += 2;
                frame.plane = 1 - frame.plane;
                // A frame in 50 is lost.
                if (i % 50 != 7) {
                    path.process(frame, out);
                }
            }
        }));
    }

    @Test
    void shouldRefuseWhatDoesNotFit() {
        Planes source = new Planes();
        assertRefused(
                "imaging.channel: 2 is not there: the frames have 2 channel(s)",
                () -> new VolumePath(VOLUME, 2, SETTINGS, List.of(), QUALITY));
        assertRefused("1 plane(s)", () -> new VolumePath(VOLUME, 1, SETTINGS, List.of(source.cells(0)), QUALITY));
        VolumePath path = path(source);
        ImagedFrame out = new ImagedFrame();
        Frame frame = new Frame(SIDE, SIDE);
        frame.channel = 1;
        frame.index = 1;
        path.process(frame, out);
        frame.index = 3;
        assertRefused("once a volume", () -> path.process(frame, out));
    }

    @Test
    void shouldNameThePlaneInWhichNoCellIsFound() {
        VolumePath path = new VolumePath(VOLUME, 1, SETTINGS, List.of(), QUALITY);
        ImagedFrame out = new ImagedFrame();
        Frame frame = new Frame(SIDE, SIDE);
        frame.channel = 1;
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> {
            for (int i = 0; i < 2 * CALIBRATION; i++) {
                frame.index = 2L * i + 1;
                frame.plane = i % 2;
                path.process(frame, out);
            }
        });
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith("plane 0: no cell was found"), message);
        assertTrue(message.contains("set imaging.soma_diameter ("), message);
    }

    private static void assertRefused(String what, org.junit.jupiter.api.function.Executable call) {
        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, call).getMessage());
        assertTrue(message.contains(what), message);
    }

    private static float[] part(float[] all, int plane) {
        return plane == 0
                ? Arrays.copyOfRange(all, 0, CELLS[0])
                : Arrays.copyOfRange(all, CELLS[0], CELLS[0] + CELLS[1]);
    }

    private static void assertSame(ImagedFrame one, ImagedFrame other) {
        assertEquals(one.frameIndex, other.frameIndex);
        assertEquals(one.exposureEndNs, other.exposureEndNs);
        assertEquals(one.frameEndNs, other.frameEndNs);
        assertEquals(one.arrivedNs, other.arrivedNs);
        assertEquals(one.calibrated, other.calibrated);
        assertEquals(one.shiftXPx, other.shiftXPx, 0);
        assertEquals(one.shiftYPx, other.shiftYPx, 0);
        assertEquals(one.correlation, other.correlation, 0);
        assertEquals(one.quality.flags, other.quality.flags);
        assertEquals(one.quality.focus, other.quality.focus, 0);
        assertEquals(one.settledFrameIndex, other.settledFrameIndex);
        assertArrayEquals(one.fluorescence, other.fluorescence, 0);
        assertArrayEquals(one.neuropil, other.neuropil, 0);
        assertArrayEquals(one.dfOverF, other.dfOverF, 0);
        assertArrayEquals(one.events, other.events, 0);
        assertArrayEquals(one.settledEvents, other.settledEvents, 0);
    }

    private static SimulatedMicroscope microscope(int plane) {
        return new SimulatedMicroscope(
                new BurstingNeurons(CELLS[plane], CALIBRATION, 7 + plane),
                SimulatedRigSettings.forFormat(PLANE, 7 + plane),
                FrameClock.UNCONNECTED,
                TruthSink.DISCARD);
    }

    private static VolumePath path(Planes source) {
        return new VolumePath(VOLUME, 1, SETTINGS, List.of(source.cells(0), source.cells(1)), QUALITY);
    }

    /** Frames of two planes in turn, channel 0 of each all noise. */
    private static final class Planes {
        private final SimulatedMicroscope[] microscopes = {microscope(0), microscope(1)};
        private final Frame frame = new Frame(SIDE, SIDE);
        private long next;

        GivenCells cells(int plane) {
            return new GivenCells(microscopes[plane].truth().masks());
        }

        Frame next() {
            int plane = (int) (next / 2 % 2);
            int channel = (int) (next % 2);
            if (channel == 1) {
                microscopes[plane].poll(microscopes[plane].nextExposureEndNs(), frame);
            } else {
                Arrays.fill(frame.pixels, (short) next);
            }
            frame.index = next++;
            frame.plane = plane;
            frame.channel = channel;
            frame.exposureEndNs = (frame.index / 2 + 1) * VOLUME.periodNs();
            return frame;
        }
    }
}
