package org.loopscope.stimulus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loopscope.stimulus.RefusalAssertions.assertRefused;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContrastEnergyTest {
    private static final long SEED = 11;

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.2, 0.5, 0.8, 0.95, 0.999})
    void shouldReachTheContrastWhenPixelsClip(double contrastRms) {
        float[] pixels = heavyTailedNoise(1024);
        ContrastEnergy.normalize(pixels, contrastRms);
        assertEquals(contrastRms, rms(pixels), 1e-6, "seed " + SEED);
        for (float p : pixels) {
            assertTrue(p >= -1 && p <= 1);
        }
    }

    @Test
    void shouldScaleOnlyWhenNothingClips() {
        float[] pixels = {1, -2, 3, -4};
        ContrastEnergy.normalize(pixels, Math.sqrt(30.0 / 4) * 0.1);
        assertArrayEquals(new float[] {0.1f, -0.2f, 0.3f, -0.4f}, pixels, 1e-7f);
    }

    @Test
    void shouldMatchTheClosedFormWhenOnePixelClips() {
        // Energy 4 * 0.36 = 1.44 = 1 (clipped) + 3 s^2, so the three small pixels take s = sqrt(0.44 / 3).
        float[] pixels = {100, 1, -1, 1};
        ContrastEnergy.normalize(pixels, 0.6);
        float s = (float) Math.sqrt(0.44 / 3);
        assertArrayEquals(new float[] {1, s, -s, s}, pixels, 1e-7f);
    }

    @Test
    void shouldReachFullContrastWhenEveryPixelIsLit() {
        float[] pixels = heavyTailedNoise(64);
        ContrastEnergy.normalize(pixels, 1);
        assertEquals(1, rms(pixels), 1e-7);
    }

    @Test
    void shouldAgreeWithTheImageWhenMeasuredThere() {
        float[] pixels = heavyTailedNoise(64);
        ContrastEnergy.normalize(pixels, 0.4);
        assertEquals(0.4, new StimulusImage("x", PictureSize.square(8), pixels).contrastRms(), 1e-6);
    }

    @Test
    void shouldRefuseAndLeaveThePictureWhenTheContrastIsOutOfReach() {
        float[] oneLit = {0, 0, 5, 0};
        assertRefused(() -> ContrastEnergy.normalize(oneLit, 0.6), "only 1 of 4 pixels");
        assertArrayEquals(new float[] {0, 0, 5, 0}, oneLit);
        assertFalse(ContrastEnergy.reaches(oneLit, 0.6));
        assertTrue(ContrastEnergy.reaches(oneLit, 0.5));
        assertRefused(() -> ContrastEnergy.normalize(new float[4], 0.1), "mid-grey");
        assertFalse(ContrastEnergy.reaches(new float[4], 0.1));
        assertRefused(() -> ContrastEnergy.normalize(new float[] {1, Float.NaN}, 0.1), "pixel 1 is NaN");
        assertRefused(() -> ContrastEnergy.normalize(new float[] {1}, 1.5), "contrast rms");
        assertRefused(() -> ContrastEnergy.normalize(new float[] {1}, Double.NaN), "contrast rms");
    }

    private static float[] heavyTailedNoise(int n) {
        Random random = new Random(SEED);
        float[] pixels = new float[n];
        for (int i = 0; i < n; i++) {
            double g = random.nextGaussian();
            pixels[i] = (float) (g * g * g);
        }
        return pixels;
    }

    private static double rms(float[] pixels) {
        double sum = 0;
        for (float p : pixels) {
            sum += (double) p * p;
        }
        return Math.sqrt(sum / pixels.length);
    }
}
