package org.loopscope.acquisition.path;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.acquisition.SharedData;
import org.loopscope.acquisition.TraceStatistics;
import org.loopscope.acquisition.activity.TraceExtractor;
import org.loopscope.acquisition.file.tiff.TiffMovie;
import org.loopscope.acquisition.roi.NeuropilRing;
import org.loopscope.acquisition.roi.ReferenceImage;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiFile;
import org.loopscope.acquisition.roi.RoiSet;

/**
 * A real movie whose frames were moved by known shifts goes through the whole path, template and place of the cells found
 * on the way; each cell's light is compared with what the same mask gives on the movie that was not moved.
 */
class RealMovieTraceTest {
    private static final int SIDE_PX = 128;
    private static final int FRAMES = 600;
    private static final int CALIBRATION = 120;
    /** Shifts take cells nearer to the edge than this out of the frame. */
    private static final int RIM_PX = 10;

    private static final double ACTIVE_SNR = 6;

    private final Path original = SharedData.require("movie/movie_128x128x600_u16.tif");
    private final Path shifted = SharedData.require("movie/movie_shifted_128x128x600_u16.tif");
    private final Path regions = SharedData.require("movie/regions.json");

    @Test
    void shouldSeeWhatIsSeenWithoutMotion() throws IOException {
        RoiSet rois = RoiFile.read(regions, SIDE_PX, SIDE_PX);
        float[][] still = still(rois);
        float[][] path = throughThePath(rois);
        List<Double> all = new ArrayList<>();
        List<Double> active = new ArrayList<>();
        for (int cell = 0; cell < rois.size(); cell++) {
            if (!inner(rois.rois().get(cell))) {
                continue;
            }
            double[] a = trace(still, cell);
            double r = TraceStatistics.correlation(a, trace(path, cell));
            all.add(r);
            if (TraceStatistics.snr(a) > ACTIVE_SNR) {
                active.add(r);
            }
        }
        System.out.printf(
                "traces beside the unmoved movie: median r %.4f of %d cells, %.4f of the %d active ones%n",
                median(all), all.size(), median(active), active.size());
        assertTrue(active.size() >= 5, active.size() + " active cells");
        assertTrue(median(all) >= 0.975, "median r " + median(all));
        assertTrue(median(active) >= 0.99, "median r of active cells " + median(active));
    }

    private float[][] still(RoiSet rois) throws IOException {
        TraceExtractor traces = new TraceExtractor(rois, new NeuropilRing(rois));
        float[][] light = new float[FRAMES - CALIBRATION][rois.size()];
        float[] around = new float[rois.size()];
        short[] pixels = new short[SIDE_PX * SIDE_PX];
        float[] image = new float[pixels.length];
        try (TiffMovie movie = TiffMovie.open(original)) {
            for (int i = CALIBRATION; i < FRAMES; i++) {
                movie.read(i, pixels);
                for (int p = 0; p < image.length; p++) {
                    image[p] = pixels[p] & 0xFFFF;
                }
                traces.extract(image, light[i - CALIBRATION], around);
            }
        }
        return light;
    }

    /** What a program that drew the cells on the unmoved movie would give along with them. */
    private float[] mean() throws IOException {
        float[] mean = new float[SIDE_PX * SIDE_PX];
        short[] pixels = new short[mean.length];
        try (TiffMovie movie = TiffMovie.open(original)) {
            for (int i = 0; i < FRAMES; i++) {
                movie.read(i, pixels);
                for (int p = 0; p < mean.length; p++) {
                    mean[p] += (float) (pixels[p] & 0xFFFF) / FRAMES;
                }
            }
        }
        return mean;
    }

    private float[][] throughThePath(RoiSet rois) throws IOException {
        FrameFormat format = new FrameFormat(SIDE_PX, SIDE_PX, 7);
        ImagingSettings settings = new ImagingSettings(CALIBRATION, 60, 12, 11, 100, 0.7, 0, 210, 10, 1.25, 5);
        ImagingPath path = new ImagingPath(
                format,
                settings,
                new GivenCells(rois, Optional.of(new ReferenceImage("mean", SIDE_PX, SIDE_PX, mean()))));
        Frame frame = new Frame(SIDE_PX, SIDE_PX);
        ImagedFrame out = new ImagedFrame();
        float[][] light = new float[FRAMES - CALIBRATION][];
        try (TiffMovie movie = TiffMovie.open(shifted)) {
            for (int i = 0; i < FRAMES; i++) {
                movie.read(i, frame.pixels);
                frame.index = i;
                path.process(frame, out);
                if (i >= CALIBRATION) {
                    light[i - CALIBRATION] = out.fluorescence.clone();
                }
            }
        }
        return light;
    }

    private static boolean inner(Roi roi) {
        return Arrays.stream(roi.pixels()).allMatch(pixel -> {
            int x = pixel % SIDE_PX;
            int y = pixel / SIDE_PX;
            return Math.min(x, y) >= RIM_PX && Math.max(x, y) < SIDE_PX - RIM_PX;
        });
    }

    private static double[] trace(float[][] light, int cell) {
        double[] trace = new double[light.length];
        for (int i = 0; i < trace.length; i++) {
            trace[i] = light[i][cell];
        }
        return trace;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
