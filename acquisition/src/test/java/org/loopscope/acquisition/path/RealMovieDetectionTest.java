package org.loopscope.acquisition.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.acquisition.SharedData;
import org.loopscope.acquisition.TraceStatistics;
import org.loopscope.acquisition.activity.TraceExtractor;
import org.loopscope.acquisition.file.tiff.TiffMovie;
import org.loopscope.acquisition.roi.NeuropilRing;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiFile;
import org.loopscope.acquisition.roi.RoiSet;

/** Cells found in the calibration block of a real movie, beside masks that people drew; only those that were active can be found. */
class RealMovieDetectionTest {
    private static final int SIDE_PX = 128;
    private static final int FRAMES = 600;
    private static final double CLEAR_SNR = 10;
    /** Within which neurofinder takes two middles for one cell's. */
    private static final double SAME_CELL_PX = 5;

    private final Path original = SharedData.require("movie/movie_128x128x600_u16.tif");
    private final Path regions = SharedData.require("movie/regions.json");

    @ParameterizedTest
    @CsvSource({
        "movie_128x128x600_u16.tif, 140",
        "movie_128x128x600_u16.tif, 600",
        "movie_shifted_128x128x600_u16.tif, 600"
    })
    void shouldFindTheCellsThatAreClear(String name, int calibrationFrames) throws IOException {
        RoiSet drawn = RoiFile.read(regions, SIDE_PX, SIDE_PX);
        List<Roi> clear = clear(drawn);
        RoiSet found = found(SharedData.require("movie/" + name), calibrationFrames);
        long hits = clear.stream()
                .filter(cell -> found.rois().stream().anyMatch(other -> distancePx(cell, other) < SAME_CELL_PX))
                .count();
        System.out.printf(
                "%s, calibration of %d frames: %d of %d clear cells found, %d found in all%n",
                name, calibrationFrames, hits, clear.size(), found.size());
        assertEquals(9, clear.size());
        assertTrue(hits >= 8, hits + " of " + clear.size());
    }

    private static RoiSet found(Path file, int calibrationFrames) throws IOException {
        ImagingPath path = new ImagingPath(
                new FrameFormat(SIDE_PX, SIDE_PX, 7),
                new ImagingSettings(calibrationFrames, 60, 12, 11, 100, 0.7, 0, 210, 10, 1.25, 5),
                null);
        Frame frame = new Frame(SIDE_PX, SIDE_PX);
        ImagedFrame out = new ImagedFrame();
        try (TiffMovie movie = TiffMovie.open(file)) {
            for (int i = 0; i < calibrationFrames; i++) {
                movie.read(i, frame.pixels);
                frame.index = i;
                path.process(frame, out);
            }
        }
        return path.requireRois();
    }

    /** The drawn cells whose largest transients stand out of the noise from frame to frame. */
    private List<Roi> clear(RoiSet drawn) throws IOException {
        TraceExtractor traces = new TraceExtractor(drawn, new NeuropilRing(drawn));
        double[][] light = new double[drawn.size()][FRAMES];
        float[] now = new float[drawn.size()];
        float[] around = new float[drawn.size()];
        short[] pixels = new short[SIDE_PX * SIDE_PX];
        float[] image = new float[pixels.length];
        try (TiffMovie movie = TiffMovie.open(original)) {
            for (int i = 0; i < FRAMES; i++) {
                movie.read(i, pixels);
                for (int p = 0; p < image.length; p++) {
                    image[p] = pixels[p] & 0xFFFF;
                }
                traces.extract(image, now, around);
                for (int cell = 0; cell < now.length; cell++) {
                    light[cell][i] = now[cell];
                }
            }
        }
        return drawn.rois().stream()
                .filter(cell -> TraceStatistics.snr(light[drawn.rois().indexOf(cell)]) > CLEAR_SNR)
                .toList();
    }

    private static double distancePx(Roi one, Roi other) {
        double dx = middle(one, true) - middle(other, true);
        double dy = middle(one, false) - middle(other, false);
        return Math.hypot(dx, dy);
    }

    private static double middle(Roi roi, boolean horizontally) {
        return Arrays.stream(roi.pixels())
                .map(pixel -> horizontally ? pixel % SIDE_PX : pixel / SIDE_PX)
                .average()
                .orElseThrow();
    }
}
