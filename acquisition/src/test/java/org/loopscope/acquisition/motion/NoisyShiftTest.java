package org.loopscope.acquisition.motion;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.jtransforms.fft.DoubleFFT_2D;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.acquisition.SharedData;
import org.loopscope.acquisition.file.tiff.TiffMovie;

/**
 * The mean of a real field, moved by known shifts of up to 8 px and exposed with the Poisson noise of that microscope:
 * content enters and leaves at the edges, and the truth is known.
 */
class NoisyShiftTest {
    private static final long SEED = 20;
    private static final int SIZE_PX = 512;
    private static final double LARGEST_SHIFT_PX = 8;
    /** Variance of the sample movie's pixels over their mean. */
    private static final double COUNTS_PER_PHOTON = 143;

    private final Path field = SharedData.require("movie/field_512x512x60_u16.tif");

    @ParameterizedTest
    @CsvSource({"128,304,56,60,0.055", "448,32,32,20,0.025"})
    void shouldRecoverShiftsWhenPhotonsAreFew(int side, int top, int left, int frames, double barPx)
            throws IOException {
        recover(side, top, left, frames, barPx);
    }

    @ParameterizedTest
    @Tag("slow")
    @CsvSource({"128,304,56,150,0.055", "448,32,32,40,0.025"})
    void shouldRecoverManyShifts(int side, int top, int left, int frames, double barPx) throws IOException {
        recover(side, top, left, frames, barPx);
    }

    private void recover(int side, int top, int left, int frames, double barPx) throws IOException {
        double[] mean = mean();
        double[] spectrum = new double[2 * SIZE_PX * SIZE_PX];
        for (int i = 0; i < mean.length; i++) {
            spectrum[2 * i] = mean[i];
        }
        new DoubleFFT_2D(SIZE_PX, SIZE_PX).complexForward(spectrum);
        float[] template = new float[side * side];
        for (int i = 0; i < template.length; i++) {
            template[i] = (float) mean[(top + i / side) * SIZE_PX + left + i % side];
        }
        TemplateMotionCorrector corrector =
                new TemplateMotionCorrector(template, side, side, new MotionSettings(60, 1, 16, 0, 0));
        MotionCorrectedFrame out = new MotionCorrectedFrame(side, side);
        Random random = new Random(SEED);
        double sum = 0;
        double worst = 0;
        for (int frame = 0; frame < frames; frame++) {
            double shiftX = LARGEST_SHIFT_PX * (2 * random.nextDouble() - 1);
            double shiftY = LARGEST_SHIFT_PX * (2 * random.nextDouble() - 1);
            double[] moved = moved(spectrum, shiftX, shiftY);
            short[] pixels = new short[side * side];
            for (int i = 0; i < pixels.length; i++) {
                double light = moved[2 * ((top + i / side) * SIZE_PX + left + i % side)];
                double counts = COUNTS_PER_PHOTON * poisson(Math.max(0, light) / COUNTS_PER_PHOTON, random);
                pixels[i] = (short) (int) Math.min(0xFFFF, counts);
            }
            corrector.correct(pixels, out);
            double errorX = out.shiftXPx - shiftX;
            double errorY = out.shiftYPx - shiftY;
            sum += errorX * errorX + errorY * errorY;
            worst = Math.max(worst, Math.max(Math.abs(errorX), Math.abs(errorY)));
        }
        double rmse = Math.sqrt(sum / (2 * frames));
        System.out.printf(
                "Poisson noise, %dx%d px: RMSE %.4f px (bar %.3f), worst %.3f px, seed %d%n",
                side, side, rmse, barPx, worst, SEED);
        assertTrue(rmse <= barPx, "RMSE " + rmse + " px, seed " + SEED);
        assertTrue(worst <= 0.5, "worst error " + worst + " px, seed " + SEED);
    }

    private double[] mean() throws IOException {
        double[] mean = new double[SIZE_PX * SIZE_PX];
        try (TiffMovie movie = TiffMovie.open(field)) {
            short[] pixels = new short[mean.length];
            for (int page = 0; page < movie.pageCount(); page++) {
                movie.read(page, pixels);
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += (double) (pixels[i] & 0xFFFF) / movie.pageCount();
                }
            }
        }
        return mean;
    }

    /** The image with its content moved right and down, complex. */
    private static double[] moved(double[] spectrum, double shiftX, double shiftY) {
        double[] turned = new double[spectrum.length];
        double[] across = turns(shiftX);
        double[] down = turns(shiftY);
        for (int y = 0; y < SIZE_PX; y++) {
            for (int x = 0; x < SIZE_PX; x++) {
                double cos = across[2 * x] * down[2 * y] - across[2 * x + 1] * down[2 * y + 1];
                double sin = across[2 * x + 1] * down[2 * y] + across[2 * x] * down[2 * y + 1];
                int i = 2 * (y * SIZE_PX + x);
                turned[i] = spectrum[i] * cos - spectrum[i + 1] * sin;
                turned[i + 1] = spectrum[i] * sin + spectrum[i + 1] * cos;
            }
        }
        new DoubleFFT_2D(SIZE_PX, SIZE_PX).complexInverse(turned, true);
        return turned;
    }

    /** Cosine and sine of each frequency's phase. */
    private static double[] turns(double shiftPx) {
        double[] turns = new double[2 * SIZE_PX];
        for (int k = 0; k < SIZE_PX; k++) {
            double phase = -2 * Math.PI * shiftPx * (k < SIZE_PX / 2 ? k : k - SIZE_PX) / SIZE_PX;
            turns[2 * k] = Math.cos(phase);
            turns[2 * k + 1] = Math.sin(phase);
        }
        return turns;
    }

    /** Knuth's, for the few photons that a pixel gets. */
    private static int poisson(double mean, Random random) {
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int photons = 0;
        while (product > limit) {
            product *= random.nextDouble();
            photons++;
        }
        return photons;
    }
}
