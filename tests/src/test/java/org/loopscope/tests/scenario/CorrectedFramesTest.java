package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.controller.log.nwb.NwbLayout;

/** Frames as they lie on the template, kept on request. */
final class CorrectedFramesTest {
    private static final String FRAMES = NwbLayout.CORRECTED_STACK + "/corrected/";

    @TempDir
    Path folder;

    private Path play(boolean corrected) throws IOException {
        List<String> overrides = List.of(
                "source.file=" + SmallMovie.movie(folder),
                "imaging.rois=" + SmallMovie.regions(folder),
                "imaging.calibration=5 s",
                "blocks.spontaneous.duration=1 s",
                "log.corrected=" + corrected);
        assertEquals(0, SmallSession.runExample(folder, "recorded-movie.yaml", overrides));
        return SmallSession.sessionIn(folder);
    }

    /** The traces are the weighted means of these very pixels; sums in another order differ in the last digits. */
    @Test
    void shouldBeWhatTheTracesWereReadFrom() throws IOException {
        Path session = play(true);
        try (HdfFile nwb = new HdfFile(SmallSession.nwbIn(session))) {
            float[][][] frames = (float[][][]) data(nwb, FRAMES + "data");
            double[] times = (double[]) data(nwb, FRAMES + "timestamps");
            float[][] traces = (float[][]) data(nwb, NwbLayout.FLUORESCENCE + "/data");
            double[] traceTimes = (double[]) data(nwb, NwbLayout.FLUORESCENCE + "/timestamps");
            List<Roi> cells = SmallMovie.cells().rois();
            for (int row = 0; row < traces.length; row++) {
                float[][] frame = frames[Arrays.binarySearch(times, traceTimes[row])];
                for (int cell = 0; cell < cells.size(); cell++) {
                    assertEquals(mean(cells.get(cell), frame), traces[row][cell], 1e-3);
                }
            }
        }
        assertEquals(0, SmallSession.replay(session), "they are no input");
    }

    @Test
    void shouldHaveTheShiftsOfTheFramesFromTheFirstTemplateOn() throws IOException {
        try (HdfFile nwb = new HdfFile(SmallSession.nwbIn(play(true)))) {
            float[][] taken = (float[][]) data(nwb, NwbLayout.CORRECTED_STACK + "/xy_translation/data");
            float[][] shifts = (float[][]) data(nwb, NwbLayout.MOTION_SHIFT + "/data");
            float[][] known =
                    Arrays.stream(shifts).filter(xy -> !Float.isNaN(xy[0])).toArray(float[][]::new);
            assertArrayEquals(known, taken);
            assertFalse(known.length == 0 || known.length == shifts.length, "the template takes some frames");
        }
    }

    @Test
    void shouldNotBeThereUnasked() throws IOException {
        try (HdfFile nwb = new HdfFile(SmallSession.nwbIn(play(false)))) {
            assertFalse(((Group) nwb.getByPath(NwbLayout.OPHYS)).getChildren().containsKey("MotionCorrection"));
        }
    }

    private static double mean(Roi cell, float[][] frame) {
        double sum = 0;
        for (int i = 0; i < cell.pixels().length; i++) {
            int pixel = cell.pixels()[i];
            sum += cell.weights()[i] * frame[pixel % SmallMovie.SIDE_PX][pixel / SmallMovie.SIDE_PX];
        }
        return sum;
    }

    private static Object data(HdfFile nwb, String path) {
        return nwb.getDatasetByPath(path).getData();
    }
}
