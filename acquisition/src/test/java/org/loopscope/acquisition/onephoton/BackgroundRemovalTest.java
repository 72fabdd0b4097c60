package org.loopscope.acquisition.onephoton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopscope.acquisition.Allocation;
import org.loopscope.acquisition.roi.BinnedMovie;

class BackgroundRemovalTest {
    /** Odd, so that blocks are cut at the edges and vectors are not filled. */
    private static final int WIDTH = 131;

    private static final int HEIGHT = 101;
    private static final double SOMA_PX = 15;
    private static final int BINS = 60;

    private final SplittableRandom random = new SplittableRandom(11);

    @ParameterizedTest
    @ValueSource(strings = {"fine", "coarse", "ring"})
    void shouldTakeOffWhatIsTheSameEverywhereUpToTheEdges(String method) {
        float[] mean = meanImage();
        BinnedMovie movie = movie(bin -> plus(mean, (float) (10 * Math.sin(bin)), 0));
        float[] meanOfAll = movie.mean();
        BackgroundRemoval removal = BackgroundRemoval.learned(setting(method), SOMA_PX, movie);
        float[] frame = plus(meanOfAll, 37, 0);
        removal.remove(frame);
        // The ring is held to equal weights, whose sum is 1; single precision of a few hundred counts.
        assertSame(meanOfAll, frame, 0, 2e-3);
    }

    /** On a ring or a Gaussian the mean of a plane is its value in the middle. */
    @ParameterizedTest
    @ValueSource(strings = {"fine", "coarse", "ring"})
    void shouldTakeOffATiltAwayFromTheEdges(String method) {
        float[] mean = meanImage();
        BinnedMovie movie = movie(bin -> plus(mean, 0, (float) Math.sin(bin)));
        BackgroundRemoval removal = BackgroundRemoval.learned(setting(method), SOMA_PX, movie);
        float[] frame = plus(movie.mean(), 0, 0.7f);
        removal.remove(frame);
        assertSame(movie.mean(), frame, 24, 0.02);
    }

    @Test
    void shouldFindTheRingsWeightsThatMadeTheBackground() {
        // Waves as long as a ring is wide, which its mean cannot tell.
        int border = 30;
        float[][] patterns = new float[3][];
        for (int i = 0; i < 3; i++) {
            double kx = 0.012 + 0.009 * i;
            patterns[i] = new float[WIDTH * HEIGHT];
            for (int p = 0; p < patterns[i].length; p++) {
                patterns[i][p] = (float) (10 * Math.cos(2 * Math.PI * kx * (p % WIDTH) + i));
            }
        }
        float[] mean = meanImage();
        double[][] courses = new double[BINS][3];
        for (double[] course : courses) {
            Arrays.setAll(course, i -> random.nextGaussian());
        }
        BinnedMovie movie = movie(bin -> mixed(mean, patterns, courses[bin]));
        float[] rest = movie.mean();
        double[] now = {1.2, -0.8, 0.9};
        BackgroundRemoval fitted = BackgroundRemoval.learned(new Background.Ring(0.9, 1e-6), SOMA_PX, movie);
        BackgroundRemoval equal = BackgroundRemoval.learned(new Background.Ring(0.9, 10), SOMA_PX, movie);
        double left = rms(rest, removed(fitted, mixed(rest, patterns, now)), border);
        double leftByEqual = rms(rest, removed(equal, mixed(rest, patterns, now)), border);
        // What is left is the interpolation between blocks of 4 px.
        assertTrue(left < 0.7, "left " + left);
        assertTrue(leftByEqual > 3 * left, "by equal weights " + leftByEqual + ", fitted " + left);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fine", "coarse", "ring"})
    void shouldLeaveACellAndTheMeanImage(String method) {
        float[] mean = meanImage();
        BinnedMovie movie = movie(bin -> plus(mean, (float) (10 * Math.sin(bin)), 0));
        BackgroundRemoval removal = BackgroundRemoval.learned(setting(method), SOMA_PX, movie);
        float[] rest = movie.mean();
        assertSame(rest, removed(removal, rest.clone()), 0, 2e-3);
        float[] frame = rest.clone();
        for (int p = 0; p < frame.length; p++) {
            double d2 = Math.pow(p % WIDTH - 65, 2) + Math.pow(p / WIDTH - 50, 2);
            frame[p] += (float) (20 * Math.exp(-0.5 * d2 * 16 / (SOMA_PX * SOMA_PX)));
        }
        removal.remove(frame);
        double peak = frame[50 * WIDTH + 65] - rest[50 * WIDTH + 65];
        assertTrue(peak > 13 && peak < 20.5, "a peak of 20 is " + peak);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fine", "coarse", "ring"})
    void shouldAllocateNothing(String method) {
        float[] mean = meanImage();
        BinnedMovie movie = movie(bin -> plus(mean, bin % 7, 0));
        BackgroundRemoval removal = BackgroundRemoval.learned(setting(method), SOMA_PX, movie);
        float[] frame = mean.clone();
        assertEquals(0, Allocation.bytesPerWarmRound(() -> {
            for (int i = 0; i < 100; i++) {
                removal.remove(frame);
            }
        }));
    }

    @Test
    void shouldStandFramesSmallerThanARing() {
        BinnedMovie movie = new BinnedMovie(16, 17, 20, 1);
        float[] dark = new float[16 * 17];
        for (int bin = 0; bin < 20; bin++) {
            movie.add(dark);
        }
        for (String method : new String[] {"fine", "coarse", "ring"}) {
            float[] frame = dark.clone();
            BackgroundRemoval.learned(setting(method), 100, movie).remove(frame);
            for (float pixel : frame) {
                assertEquals(0, pixel, method);
            }
        }
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertThrows(IllegalArgumentException.class, () -> new Background.Ring(0.2, 0.1));
        assertThrows(IllegalArgumentException.class, () -> new Background.Ring(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Background.BandPass(-1, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new Background.BandPass(0.1, Double.NaN));
    }

    private static Background setting(String method) {
        return switch (method) {
            case "fine" -> Background.BandPass.standard();
            case "coarse" -> new Background.BandPass(0, 0.5);
            default -> Background.Ring.standard();
        };
    }

    private interface Bins {
        float[] bin(int index);
    }

    private static BinnedMovie movie(Bins bins) {
        BinnedMovie movie = new BinnedMovie(WIDTH, HEIGHT, BINS, 1);
        for (int bin = 0; bin < BINS; bin++) {
            movie.add(bins.bin(bin));
        }
        return movie;
    }

    private float[] meanImage() {
        float[] image = new float[WIDTH * HEIGHT];
        for (int p = 0; p < image.length; p++) {
            image[p] = 100 + random.nextInt(100);
        }
        return image;
    }

    private static float[] plus(float[] image, float level, float slope) {
        float[] sum = image.clone();
        for (int p = 0; p < sum.length; p++) {
            sum[p] += level + slope * (p % WIDTH - 65 + 0.5f * Math.floorDiv(p, WIDTH));
        }
        return sum;
    }

    private static float[] mixed(float[] image, float[][] patterns, double[] course) {
        float[] sum = image.clone();
        for (int i = 0; i < patterns.length; i++) {
            for (int p = 0; p < sum.length; p++) {
                sum[p] += (float) course[i] * patterns[i][p];
            }
        }
        return sum;
    }

    private static float[] removed(BackgroundRemoval removal, float[] frame) {
        removal.remove(frame);
        return frame;
    }

    private static double rms(float[] expected, float[] got, int border) {
        double squares = 0;
        int count = 0;
        for (int y = border; y < HEIGHT - border; y++) {
            for (int x = border; x < WIDTH - border; x++, count++) {
                squares += Math.pow(expected[y * WIDTH + x] - got[y * WIDTH + x], 2);
            }
        }
        return Math.sqrt(squares / count);
    }

    private static void assertSame(float[] expected, float[] got, int border, double tolerance) {
        for (int y = border; y < HEIGHT - border; y++) {
            for (int x = border; x < WIDTH - border; x++) {
                assertEquals(expected[y * WIDTH + x], got[y * WIDTH + x], tolerance, "at " + x + ", " + y);
            }
        }
    }
}
