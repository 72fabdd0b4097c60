package org.loopscope.inference.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.stimulus.PictureSize;

class FourierSmoothingTest {
    private static final int OFFSET = 3;

    /** A wave is a spectrum's single line: it comes back divided by its frequency to the power, at whatever phase. */
    @ParameterizedTest(name = "{0}x{1} px, ({2}, {3}) cycles")
    @CsvSource({"32, 32, 3, 4", "31, 31, 5, -12", "36, 20, 0, 2", "20, 36, 7, 0", "32, 32, 16, 16", "9, 7, 0, 0"})
    void shouldDivideAWaveByItsFrequencyToThePower(int widthPx, int heightPx, int kx, int ky) {
        PictureSize size = new PictureSize(widthPx, heightPx);
        for (double power : new double[] {0, 0.2, 1}) {
            float[] pixels = new float[OFFSET + size.pixels() + 2];
            float[] expected = pixels.clone();
            double factor = Math.pow(Math.max(1, Math.hypot(kx, ky)), -power);
            for (int p = 0; p < size.pixels(); p++) {
                double cycles =
                        (double) kx * (p % widthPx) / widthPx + (double) ky * Math.floorDiv(p, widthPx) / heightPx;
                pixels[OFFSET + p] = (float) Math.cos(2 * Math.PI * cycles + 0.7);
                expected[OFFSET + p] = (float) (factor * pixels[OFFSET + p]);
            }
            new FourierSmoothing(size, power).apply(pixels, OFFSET);
            assertArrayEquals(expected, pixels, 5e-6f, "power " + power);
        }
    }

    @Test
    void shouldBeLinearAndTheSameAgain() {
        PictureSize size = new PictureSize(17, 12);
        FourierSmoothing smoothing = new FourierSmoothing(size, 0.5);
        Random random = new Random(4);
        float[] a = new float[size.pixels()];
        float[] b = new float[size.pixels()];
        float[] sum = new float[size.pixels()];
        for (int p = 0; p < a.length; p++) {
            a[p] = (float) random.nextGaussian();
            b[p] = (float) random.nextGaussian();
            sum[p] = a[p] - 2 * b[p];
        }
        float[] again = a.clone();
        smoothing.apply(a, 0);
        smoothing.apply(b, 0);
        smoothing.apply(sum, 0);
        smoothing.apply(again, 0);
        assertArrayEquals(a, again);
        for (int p = 0; p < a.length; p++) {
            assertEquals(a[p] - 2 * b[p], sum[p], 1e-5);
        }
    }

    @Test
    void shouldRefuseAPowerThatDoesNotSmooth() {
        assertThrows(IllegalArgumentException.class, () -> new GradientSmoothing.Fourier(-0.1));
        assertThrows(IllegalArgumentException.class, () -> new GradientSmoothing.Fourier(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new GradientSmoothing.Gaussian(-1));
    }
}
