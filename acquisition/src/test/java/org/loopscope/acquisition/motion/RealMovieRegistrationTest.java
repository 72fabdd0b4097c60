package org.loopscope.acquisition.motion;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.SharedData;
import org.loopscope.acquisition.file.tiff.TiffMovie;

/** Real two-photon frames, each moved by a known shift. The original keeps a jitter of its own of about 0.3 px. */
class RealMovieRegistrationTest {
    private final Path original = SharedData.require("movie/movie_128x128x600_u16.tif");
    private final Path shifted = SharedData.require("movie/movie_shifted_128x128x600_u16.tif");
    private final Path truth = SharedData.require("movie/true_shifts_dy_dx.csv");

    @Test
    void shouldRecoverShiftsWhenTemplateIsTheCleanMean() throws IOException {
        float[] mean = mean(original);
        MotionSettings settings = new MotionSettings(600, 1, 16, 0, 0);
        double[][] jitter = shifts(original, new TemplateMotionCorrector(mean, 128, 128, settings));
        double[][] found = shifts(shifted, new TemplateMotionCorrector(mean, 128, 128, settings));
        double rmse = ShiftError.rmsePx(minus(found, jitter), trueShifts());
        double worst = ShiftError.worstPx(minus(found, jitter), trueShifts());
        assertTrue(worst <= 0.5, "worst error " + worst + " px");
        System.out.printf("real movie, shift recovery against the clean mean: RMSE %.4f px%n", rmse);
        assertTrue(rmse <= 0.03, "RMSE " + rmse + " px");
    }

    @Test
    void shouldRecoverShiftsWhenTemplateIsMadeOnline() throws IOException {
        MotionSettings fixed = new MotionSettings(600, 1, 16, 0, 0);
        double[][] jitter = shifts(original, new TemplateMotionCorrector(mean(original), 128, 128, fixed));
        MotionSettings online = MotionSettings.defaults();
        TemplateBuilder builder = new TemplateBuilder(128, 128, online);
        try (TiffMovie movie = TiffMovie.open(shifted)) {
            Frame frame = new Frame(128, 128);
            for (int i = 0; i < online.templateFrames(); i++) {
                movie.read(i, frame.pixels);
                builder.add(frame);
            }
        }
        double[][] found = shifts(shifted, new TemplateMotionCorrector(builder.build(), 128, 128, online));
        double rmse = ShiftError.rmsePx(minus(found, jitter), trueShifts());
        System.out.printf("real movie, online template that follows: RMSE %.4f px%n", rmse);
        assertTrue(rmse <= 0.09, "RMSE " + rmse + " px");
    }

    private double[][] trueShifts() throws IOException {
        List<String> lines = Files.readAllLines(truth).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList();
        double[][] shifts = new double[lines.size()][2];
        for (int i = 0; i < shifts.length; i++) {
            String[] parts = lines.get(i).split(",", -1);
            shifts[i][0] = Double.parseDouble(parts[1]);
            shifts[i][1] = Double.parseDouble(parts[0]);
        }
        return shifts;
    }

    private static double[][] minus(double[][] a, double[][] b) {
        double[][] difference = new double[a.length][2];
        for (int i = 0; i < a.length; i++) {
            difference[i][0] = a[i][0] - b[i][0];
            difference[i][1] = a[i][1] - b[i][1];
        }
        return difference;
    }

    private static float[] mean(Path file) throws IOException {
        try (TiffMovie movie = TiffMovie.open(file)) {
            short[] pixels = new short[movie.widthPx() * movie.heightPx()];
            float[] mean = new float[pixels.length];
            for (int page = 0; page < movie.pageCount(); page++) {
                movie.read(page, pixels);
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += (float) (pixels[i] & 0xFFFF) / movie.pageCount();
                }
            }
            return mean;
        }
    }

    private static double[][] shifts(Path file, TemplateMotionCorrector corrector) throws IOException {
        try (TiffMovie movie = TiffMovie.open(file)) {
            Frame frame = new Frame(movie.widthPx(), movie.heightPx());
            MotionCorrectedFrame out = new MotionCorrectedFrame(frame.widthPx, frame.heightPx);
            double[][] shifts = new double[movie.pageCount()][2];
            for (int page = 0; page < shifts.length; page++) {
                movie.read(page, frame.pixels);
                corrector.correct(frame, out);
                shifts[page][0] = out.shiftXPx;
                shifts[page][1] = out.shiftYPx;
            }
            return shifts;
        }
    }
}
