package org.loopscope.controller.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.path.Volume;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.log.LogSettings;
import org.loopscope.controller.log.SampleSession;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionLog;
import org.loopscope.controller.log.nwb.NwbLayout;
import org.loopscope.controller.log.nwb.PlaneNames;

/** A session of three planes and two channels, the first of which is imaged: where each thing lies in the file. */
class PlanesInTheLogTest {
    private static final FrameFormat FORMAT = new FrameFormat(40, 24, 30, 3, 2);
    private static final PlaneNames NAMES = PlaneNames.of(FORMAT);
    private static final int VOLUMES = 12;
    private static final int CALIBRATED = 4;
    private static final int[] CELLS = {2, 3, 1};
    /** Of plane 1, volume 7. */
    private static final long LOST = 7 * 6 + 2;

    @TempDir
    Path folder;

    @Test
    void shouldKeepEachPlaneAndChannelByItself() throws Exception {
        SessionFolder session = SessionFolder.open(write());
        try (HdfFile nwb = new HdfFile(session.nwb())) {
            for (int plane = 0; plane < 3; plane++) {
                int frames = plane == 1 ? VOLUMES - 1 : VOLUMES;
                for (int channel = 0; channel < 2; channel++) {
                    String series = NAMES.of(NwbLayout.RAW_FRAMES, plane, channel);
                    int kept = channel == 0 ? frames : VOLUMES;
                    assertArrayEquals(new int[] {kept, 40, 24}, extent(nwb, series + "/data"), series);
                    assertArrayEquals(
                            new float[] {10}, new float[] {(float) data(nwb, series + "/imaging_plane/imaging_rate")});
                    long[] numbers =
                            (long[]) data(nwb, NAMES.of(NwbLayout.RAW_FRAME_NUMBERS, plane, channel) + "/data");
                    assertEquals(2L * plane + channel, numbers[0]);
                    assertEquals(6L * 11 + 2L * plane + channel, numbers[kept - 1]);
                }
                String shift = NAMES.of(NwbLayout.MOTION_SHIFT, plane);
                assertArrayEquals(new int[] {frames, 2}, extent(nwb, shift + "/data"));
                assertEquals(plane + 0.5f, ((float[][]) data(nwb, shift + "/data"))[3][0]);
                assertArrayEquals(new int[] {frames}, extent(nwb, NAMES.of(NwbLayout.QUALITY_FLAGS, plane) + "/data"));
                float[][] dfOverF = (float[][]) data(nwb, NAMES.of(NwbLayout.DF_OVER_F, plane) + "/data");
                assertEquals(VOLUMES - CALIBRATED - 1, dfOverF.length);
                assertArrayEquals(row(plane, 2), dfOverF[2]);
                String fluorescence = NAMES.of(NwbLayout.FLUORESCENCE, plane);
                assertEquals(
                        nwb.getByPath(NAMES.of(NwbLayout.PLANE_SEGMENTATION, plane))
                                .getAddress(),
                        Objects.requireNonNull(nwb.getByPath(fluorescence + "/rois")
                                .getAttribute("table")
                                .getData()));
                assertArrayEquals(
                        new int[] {CELLS[plane]}, extent(nwb, NAMES.of(NwbLayout.PLANE_SEGMENTATION, plane) + "/id"));
                assertTrue(String.valueOf(
                                data(nwb, NAMES.of(NwbLayout.PLANE_SEGMENTATION, plane) + "/imaging_plane/description"))
                        .contains("plane " + plane + " (from 0) of 3, channel 0"));
                double[] seconds = (double[]) data(nwb, fluorescence + "/timestamps");
                assertEquals((CALIBRATED * 3 + plane + 1) / 30.0, seconds[0], 1e-6, "its own frame's time");
                long[] numbers = (long[]) data(nwb, NAMES.of(NwbLayout.TRACE_FRAME_NUMBERS, plane) + "/data");
                assertEquals(6L * CALIBRATED + 2L * plane, numbers[0]);
                long[] settled = (long[]) data(nwb, NAMES.of(NwbLayout.DECONVOLVED_FRAME_NUMBERS, plane) + "/data");
                assertEquals(6L * CALIBRATED + 2L * plane, settled[0]);
            }
            assertEquals("unknown", data(nwb, NAMES.of(NwbLayout.IMAGING_PLANE, 0, 1) + "/indicator"));
            lost(nwb, NwbLayout.INVALID_TIMES, LOST, LOST, 22, 23);
            lost(nwb, NwbLayout.LOST_VOLUMES, 42, 47, 21, 24);
        }
        assertTrue(ArrayVerification.verify(session).isIntact());
    }

    @Test
    void shouldReadTheFramesBackInTheirOrder() throws Exception {
        SessionFolder session = SessionFolder.open(write());
        Frame expected = new Frame(40, 24);
        Frame read = new Frame(40, 24);
        try (RecordedFrames frames = RecordedFrames.open(session.nwb())) {
            assertEquals(FORMAT, frames.format());
            assertEquals(6 * VOLUMES - 1, frames.count());
            assertEquals(6 * 11, frames.completeTo());
            for (long number = 0; number < 6 * VOLUMES; number++) {
                assertEquals(number != LOST, frames.read(number, read), "frame " + number);
                if (number != LOST) {
                    SampleSession.fill(expected, number);
                    assertArrayEquals(expected.pixels, read.pixels, "frame " + number);
                    assertEquals(number / 2 % 3, read.plane);
                    assertEquals(number % 2, read.channel);
                }
            }
            assertFalse(frames.read(6 * VOLUMES, read));
        }
    }

    private Path write() throws IOException {
        try (SessionLog log = SessionLog.create(
                folder, SampleSession.metadata(), FORMAT, SampleSession.bank(), LogSettings.DEFAULT)) {
            for (int volume = 0; volume < VOLUMES; volume++) {
                volume(log, volume);
                log.flushIfDue(6L * volume * FORMAT.periodNs());
            }
            log.complete("completed", 6L * VOLUMES * FORMAT.periodNs());
            return log.folder();
        }
    }

    private static void volume(SessionLog log, int volume) throws IOException {
        Frame frame = new Frame(40, 24);
        long[] index = new long[3];
        float[] x = new float[3];
        for (long number = 6L * volume; number < 6L * volume + 6; number++) {
            int plane = (int) (number / 2 % 3);
            int channel = (int) (number % 2);
            if (number == LOST) {
                log.accept(new SessionEvent.FramesLost(number, number, "no trigger"));
                index[plane] = Volume.LOST;
                x[plane] = Float.NaN;
                continue;
            }
            SampleSession.fill(frame, number);
            frame.plane = plane;
            frame.channel = channel;
            frame.exposureEndNs = (number / 2 + 1) * FORMAT.periodNs();
            frame.frameEndNs = frame.exposureEndNs + 1000;
            log.accept(new SessionEvent.FrameArrived(
                    number,
                    plane,
                    channel,
                    Frame.NO_DEVICE_TIME,
                    frame.exposureEndNs,
                    frame.frameEndNs,
                    SampleSession.crc(frame.pixels)));
            log.accept(frame);
            if (channel == 0) {
                index[plane] = number;
                x[plane] = plane + 0.5f;
                log.accept(new SessionEvent.FrameQualityMeasured(number, 0, 0, 1, 1, Float.NaN, 700, 1, 0, 0));
            }
        }
        if (volume == CALIBRATED) {
            for (int plane = 0; plane < 3; plane++) {
                log.accept(new SessionEvent.RoisFixed(
                        index[2], plane, cells(CELLS[plane]), new long[CELLS[plane]], new float[40 * 24]));
            }
        }
        SessionEvent.VolumeImaged imaged = new SessionEvent.VolumeImaged(volume, index, x, new float[3], new float[3]);
        log.accept(imaged);
        if (volume >= CALIBRATED && imaged.whole()) {
            float[] all = all(volume - CALIBRATED - (6L * volume > LOST ? 1 : 0));
            long settled = volume > CALIBRATED ? index[2] - 6 : -1;
            log.accept(new SessionEvent.ActivityInferred(
                    index[2], frame.frameEndNs, 0, 0, 0, 0, settled, all, all, all, all, all));
        }
    }

    private static RoiSet cells(int count) {
        List<Roi> rois = new ArrayList<>();
        for (int cell = 0; cell < count; cell++) {
            rois.add(new Roi(cell, new int[] {50 + cell, 90 + cell}, new float[] {0.5f, 0.5f}));
        }
        return new RoiSet(40, 24, rois, "made up");
    }

    private static float[] all(int row) {
        float[] all = new float[6];
        int cell = 0;
        for (int plane = 0; plane < 3; plane++) {
            for (float value : row(plane, row)) {
                all[cell++] = value;
            }
        }
        return all;
    }

    private static float[] row(int plane, int row) {
        float[] values = new float[CELLS[plane]];
        for (int cell = 0; cell < values.length; cell++) {
            values[cell] = 100 * plane + 10 * cell + row;
        }
        return values;
    }

    /** @param exposures since the start, at the ends of which the only row begins and ends */
    private static void lost(HdfFile nwb, String table, long first, long last, int... exposures) {
        assertArrayEquals(new long[] {first}, (long[]) data(nwb, table + "/first_frame"));
        assertArrayEquals(new long[] {last}, (long[]) data(nwb, table + "/last_frame"));
        assertArrayEquals(new double[] {exposures[0] / 30.0}, (double[]) data(nwb, table + "/start_time"), 1e-6);
        assertArrayEquals(new double[] {exposures[1] / 30.0}, (double[]) data(nwb, table + "/stop_time"), 1e-6);
    }

    private static int[] extent(HdfFile nwb, String path) {
        return nwb.getDatasetByPath(path).getDimensions();
    }

    private static Object data(HdfFile nwb, String path) {
        return Objects.requireNonNull(nwb.getDatasetByPath(path).getData());
    }
}
