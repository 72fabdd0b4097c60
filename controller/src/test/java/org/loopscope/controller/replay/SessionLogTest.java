package org.loopscope.controller.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.acquisition.roi.imported.RoiImport;
import org.loopscope.controller.log.LogSettings;
import org.loopscope.controller.log.SampleSession;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionLog;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.controller.log.nwb.NwbLayout;
import org.loopscope.stimulus.StimulusImage;

/** A whole session written through libhdf5 and read back through jhdf. */
class SessionLogTest {
    private static final FrameFormat FORMAT = new FrameFormat(40, 24, 30);
    private static final int FRAMES = 90;
    private static final int CELLS = 5;

    @TempDir
    Path folder;

    @Test
    void shouldHaveARowPerFrameAndTrialWhenTheSessionIsComplete() throws Exception {
        SessionFolder session =
                SessionFolder.open(SampleSession.write(folder, FORMAT, FRAMES, CELLS, LogSettings.DEFAULT));
        try (HdfFile nwb = new HdfFile(session.nwb())) {
            int kept = FRAMES - 2;
            assertArrayEquals(new int[] {kept, 40, 24}, extent(nwb, NwbLayout.RAW_FRAMES + "/data"));
            assertArrayEquals(new int[] {kept}, extent(nwb, NwbLayout.RAW_FRAMES + "/timestamps"));
            assertArrayEquals(new int[] {FRAMES - 1, 2}, extent(nwb, NwbLayout.MOTION_SHIFT + "/data"));
            int withCells = FRAMES - 1 - SampleSession.CALIBRATION_FRAMES;
            assertArrayEquals(new int[] {withCells, CELLS}, extent(nwb, NwbLayout.DF_OVER_F + "/data"));
            assertArrayEquals(new int[] {withCells}, extent(nwb, NwbLayout.FLUORESCENCE + "/timestamps"));
            assertArrayEquals(new int[] {4}, extent(nwb, NwbLayout.TRIALS + "/id"));
            assertArrayEquals(new int[] {2}, extent(nwb, NwbLayout.EPOCHS + "/id"));
            assertArrayEquals(new int[] {3}, extent(nwb, NwbLayout.INVALID_TIMES + "/id"));
            assertArrayEquals(new int[] {3, CELLS}, extent(nwb, NwbLayout.RESPONSES + "/rates"));
            assertArrayEquals(new int[] {1, 3}, extent(nwb, NwbLayout.MODEL_QUALITY + "/feve_median"));
            assertArrayEquals(new int[] {CELLS, 3}, extent(nwb, NwbLayout.MODEL_QUALITY_BY_NEURON + "/r2_er"));
            assertArrayEquals(new String[] {"bank", "held_out", "synthesized", "blank"}, (String[])
                    data(nwb, NwbLayout.TRIALS + "/stimulus_name"));
            assertArrayEquals(new String[] {"bank_00000", "held_out_00001", "synthesized_00000", "blank"}, (String[])
                    data(nwb, NwbLayout.TRIALS + "/image_name"));
            assertArrayEquals(new String[] {"map", "map", "map", "map"}, (String[])
                    data(nwb, NwbLayout.TRIALS + "/stimulus_block_name"));
            int[] blocks = (int[]) data(nwb, NwbLayout.TRIALS + "/stimulus_block");
            assertArrayEquals(new int[] {1, 1, 1, 1}, blocks);
            assertArrayEquals(new int[] {0, 1}, (int[]) data(nwb, NwbLayout.EPOCHS + "/stimulus_block"));
            assertArrayEquals(
                    new String[] {"calibrate", "map"}, (String[]) data(nwb, NwbLayout.EPOCHS + "/stimulus_block_name"));
            assertArrayEquals(new int[] {0, 13, 16, -1}, (int[]) data(nwb, NwbLayout.TRIALS + "/image_index"));
            // A blank is a trial, but not a picture that was shown.
            assertArrayEquals(new long[] {0, 13, 16}, (long[]) data(nwb, NwbLayout.STIMULUS_PRESENTATION + "/data"));
            double[] onsets = (double[]) data(nwb, NwbLayout.TRIALS + "/start_time");
            double[] requested = (double[]) data(nwb, NwbLayout.TRIALS + "/requested_onset");
            assertEquals(0.004, onsets[0] - requested[0], 1e-9);
            assertEquals(0, onsets[1] - requested[1], "not seen by the photodiode");
        }
    }

    @Test
    void shouldKeepEachFramesQualityAndWhatItSpoilt() throws Exception {
        SessionFolder session =
                SessionFolder.open(SampleSession.write(folder, FORMAT, FRAMES, CELLS, LogSettings.DEFAULT));
        try (HdfFile nwb = new HdfFile(session.nwb())) {
            int[] flags = (int[]) data(nwb, NwbLayout.QUALITY_FLAGS + "/data");
            assertEquals(FRAMES - 1, flags.length);
            // One row less before it: the lost frame.
            for (int row = 0; row < flags.length; row++) {
                boolean dark = row >= SampleSession.DARK_FROM - 1 && row < SampleSession.DARK_TO - 1;
                assertEquals(dark ? 4 : 0, flags[row], "row " + row);
            }
            float[] focus = (float[]) data(nwb, NwbLayout.FOCUS + "/data");
            assertTrue(Float.isNaN(focus[SampleSession.CALIBRATION_FRAMES - 1]));
            assertEquals(0.99f, focus[SampleSession.CALIBRATION_FRAMES]);
            for (String path : new String[] {
                NwbLayout.FRAME_STEP, NwbLayout.BRIGHTNESS, NwbLayout.BRIGHTNESS_LEFT, NwbLayout.SATURATED_SHARE
            }) {
                assertArrayEquals(new int[] {FRAMES - 1}, extent(nwb, path + "/data"), path);
                assertArrayEquals(new int[] {FRAMES - 1}, extent(nwb, path + "/timestamps"), path);
            }
            long[] first = (long[]) data(nwb, NwbLayout.INVALID_TIMES + "/first_frame");
            long[] last = (long[]) data(nwb, NwbLayout.INVALID_TIMES + "/last_frame");
            double[] start = (double[]) data(nwb, NwbLayout.INVALID_TIMES + "/start_time");
            double[] stop = (double[]) data(nwb, NwbLayout.INVALID_TIMES + "/stop_time");
            assertEquals(SampleSession.DARK_FROM, first[2]);
            assertEquals(SampleSession.DARK_TO - 1, last[2]);
            assertEquals(SampleSession.DARK_FROM / 30.0, start[2], 1e-6);
            assertEquals(SampleSession.DARK_TO / 30.0, stop[2], 1e-6);
            assertArrayEquals(new String[] {"dark"}, (String[]) data(nwb, NwbLayout.INVALID_RESPONSES + "/reason"));
            assertArrayEquals(new int[] {3}, (int[]) data(nwb, NwbLayout.INVALID_RESPONSES + "/flagged_frames"));
        }
    }

    @Test
    void shouldSayOfEachCellWhichOfAnEarlierSessionsItIs() throws Exception {
        SessionFolder session =
                SessionFolder.open(SampleSession.write(folder, FORMAT, FRAMES, CELLS, LogSettings.DEFAULT));
        try (HdfFile nwb = new HdfFile(session.nwb())) {
            String table = NwbLayout.PLANE_SEGMENTATION;
            assertArrayEquals(new int[] {-1, 7, -1, 2, -1}, (int[]) data(nwb, table + "/earlier_id"));
            assertArrayEquals(new float[] {Float.NaN, 0.9375f, Float.NaN, 0.625f, Float.NaN}, (float[])
                    data(nwb, table + "/match_probability"));
            assertArrayEquals(
                    new String[] {"pixel_mask", "roi_id", "time_offset", "earlier_id", "match_probability"},
                    (String[]) attribute(nwb, table, "colnames"));
        }
        assertEquals(
                1001,
                RoiImport.read(session.nwb()).rois().rois().get(1).id(),
                "the import gives a session's cells the numbers that they had in it");
    }

    @Test
    void shouldGiveCellsThatWereFoundLaterATableAndSeriesOfTheirOwn() throws Exception {
        SessionFolder session =
                SessionFolder.open(SampleSession.write(folder, FORMAT, FRAMES, CELLS, LogSettings.DEFAULT));
        String suffix = NwbLayout.ofNewCells(1);
        int rows = FRAMES - SampleSession.ADOPTED_AT;
        try (HdfFile nwb = new HdfFile(session.nwb())) {
            assertArrayEquals(
                    new int[] {2000, 2001}, (int[]) data(nwb, NwbLayout.PLANE_SEGMENTATION + suffix + "/roi_id"));
            for (String path : new String[] {
                NwbLayout.FLUORESCENCE, NwbLayout.NEUROPIL, NwbLayout.DF_OVER_F, NwbLayout.DECONVOLVED_LAG0
            }) {
                assertArrayEquals(new int[] {rows, 2}, extent(nwb, path + suffix + "/data"), path);
                assertArrayEquals(new int[] {rows}, extent(nwb, path + suffix + "/timestamps"), path);
                assertEquals(
                        nwb.getByPath(NwbLayout.PLANE_SEGMENTATION + suffix).getAddress(),
                        attribute(nwb, path + suffix + "/rois", "table"));
            }
            assertArrayEquals(new int[] {rows - 3, 2}, extent(nwb, NwbLayout.DECONVOLVED + suffix + "/data"));
            long[] frames = (long[]) data(nwb, NwbLayout.TRACE_FRAME_NUMBERS + suffix + "/data");
            assertEquals(SampleSession.ADOPTED_AT, frames[0]);
            assertEquals(FRAMES - 1, frames[rows - 1]);
        }
        // The next session may be given all of them, or either table's.
        RoiSet all = RoiImport.read(session.nwb(), 40, 24).rois();
        assertEquals(CELLS + 2, all.size());
        assertArrayEquals(new int[] {958, 959}, all.rois().get(CELLS).pixels());
        assertEquals(2001, all.rois().get(CELLS + 1).id());
        assertEquals(
                2,
                RoiImport.read(Path.of(session.nwb() + "#PlaneSegmentation" + suffix), 40, 24)
                        .rois()
                        .size());
        assertEquals(
                CELLS,
                RoiImport.read(Path.of(session.nwb() + "#PlaneSegmentation"), 40, 24)
                        .rois()
                        .size());
    }

    @Test
    void shouldLinkToObjectsThatExistWhenReferencesAreFollowed() throws Exception {
        SessionFolder session =
                SessionFolder.open(SampleSession.write(folder, FORMAT, FRAMES, CELLS, LogSettings.DEFAULT));
        try (HdfFile nwb = new HdfFile(session.nwb())) {
            Node table = nwb.getByPath(NwbLayout.PLANE_SEGMENTATION);
            assertEquals(table.getAddress(), attribute(nwb, NwbLayout.DF_OVER_F + "/rois", "table"));
            assertEquals(
                    nwb.getByPath(NwbLayout.PLANE_SEGMENTATION + "/pixel_mask").getAddress(),
                    attribute(nwb, NwbLayout.PLANE_SEGMENTATION + "/pixel_mask_index", "target"));
            assertEquals("VISp", data(nwb, NwbLayout.RAW_FRAMES + "/imaging_plane/location"));
            long[] order = (long[]) data(nwb, NwbLayout.STIMULUS_IMAGES + "/order_of_images");
            assertEquals(17, order.length);
            assertEquals(
                    nwb.getByPath(NwbLayout.STIMULUS_IMAGES + "/synthesized_00000")
                            .getAddress(),
                    order[16]);
        }
    }

    /** NWB's pictures are [x][y], the bank's are rows. */
    @Test
    void shouldStorePicturesThatAreNotSquareWithTheirWidthFirst() throws Exception {
        SessionFolder session =
                SessionFolder.open(SampleSession.write(folder, FORMAT, FRAMES, CELLS, LogSettings.DEFAULT));
        StimulusImage first = SampleSession.bank().choosable().getFirst();
        int width = first.size().widthPx();
        int height = first.size().heightPx();
        assertTrue(width > height);
        try (HdfFile nwb = new HdfFile(session.nwb())) {
            float[][] stored = (float[][]) data(nwb, NwbLayout.STIMULUS_IMAGES + "/bank_00000");
            assertEquals(width, stored.length);
            for (int x = 0; x < width; x++) {
                assertEquals(height, stored[x].length);
                for (int y = 0; y < height; y++) {
                    assertEquals(first.pixels()[y * width + x], stored[x][y]);
                }
            }
        }
    }

    @Test
    void shouldEndTheJournalWithAChecksumPerArrayAndTheOutcomeWhenComplete() throws Exception {
        SessionFolder session =
                SessionFolder.open(SampleSession.write(folder, FORMAT, FRAMES, CELLS, LogSettings.DEFAULT));
        long checksums = 0;
        SessionEvent last = null;
        try (JournalReader journal = JournalReader.open(session.journal())) {
            for (SessionEvent event = journal.next(); event != null; event = journal.next()) {
                checksums += event instanceof SessionEvent.ArrayChecksum ? 1 : 0;
                last = event;
            }
        }
        assertTrue(checksums > 60, "arrays with a checksum: " + checksums);
        assertEquals(
                "completed",
                assertInstanceOf(SessionEvent.SessionEnded.class, last).outcome());
    }

    @Test
    void shouldKeepResponsesOnlyWhenTheSessionHasNoFrames() throws Exception {
        try (SessionLog log =
                SessionLog.create(folder, SampleSession.metadata(), null, SampleSession.bank(), LogSettings.DEFAULT)) {
            for (int i = 0; i < 6; i++) {
                log.accept(new SessionEvent.ActivityInferred(
                        i, i * 1000L, 0, 0, 0, 0, -1, row(), row(), row(), new float[] {i, 2 * i}, row()));
                log.flushIfDue(i * 1000L);
            }
            log.complete("completed", 6000);
        }
        SessionFolder session =
                SessionFolder.open(folder.resolve(SampleSession.metadata().sessionName()));
        try (HdfFile nwb = new HdfFile(session.nwb())) {
            float[][] activity = (float[][]) data(nwb, NwbLayout.RECORDED_ACTIVITY + "/data");
            assertArrayEquals(new float[] {5, 10}, activity[5]);
            assertEquals(
                    0,
                    nwb.getByPath("/acquisition") instanceof Group group
                            ? group.getChildren().size()
                            : -1);
        }
        assertTrue(ArrayVerification.verify(session).isIntact());
    }

    @Test
    void shouldMakeNoSessionAndSayWhyWhenTheFolderCannotBeMade() throws Exception {
        Path taken = Files.createFile(folder.resolve("a file"));
        IOException refused = assertThrows(IOException.class, () -> create(taken));
        assertTrue(String.valueOf(refused.getMessage()).contains("a file"), refused.getMessage());
        assertEquals(List.of("a file"), names(folder));

        Path out = folder.resolve("out");
        create(out).close();
        refused = assertThrows(IOException.class, () -> create(out));
        assertTrue(String.valueOf(refused.getMessage()).contains("exists already"), refused.getMessage());
        assertEquals(List.of(SampleSession.metadata().sessionName()), names(out));
    }

    @Test
    void shouldLeaveAFileThatOpensWhenTheSessionIsAbandoned() throws Exception {
        try (SessionLog log = create(folder)) {
            SampleSession session = SampleSession.into(log, FORMAT, CELLS);
            for (int index = 0; index < 33; index++) {
                session.step(index);
            }
        }
        SessionFolder session =
                SessionFolder.open(folder.resolve(SampleSession.metadata().sessionName()));
        ArrayVerification.Report report = ArrayVerification.verify(session);
        assertTrue(report.isIntact() && !report.ended(), report.toString());
        assertEquals(33, report.frames());
    }

    private static SessionLog create(Path directory) throws IOException {
        return SessionLog.create(
                directory, SampleSession.metadata(), FORMAT, SampleSession.bank(), LogSettings.DEFAULT);
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static float[] row() {
        return new float[0];
    }

    private static int[] extent(HdfFile nwb, String path) {
        return nwb.getDatasetByPath(path).getDimensions();
    }

    private static Object data(HdfFile nwb, String path) {
        return Objects.requireNonNull(nwb.getDatasetByPath(path).getData());
    }

    private static Object attribute(HdfFile nwb, String path, String name) {
        return Objects.requireNonNull(nwb.getByPath(path).getAttribute(name).getData());
    }
}
