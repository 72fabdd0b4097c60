package org.loopscope.inference.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loopscope.stimulus.PictureSize;

class GaussianBlurTest {
    private static final int SIZE_PX = 33;

    @Test
    void shouldSpreadAPointAsAGaussianWhenItIsFarFromTheEdges() {
        float[] pixels = new float[SIZE_PX * SIZE_PX];
        pixels[16 * SIZE_PX + 16] = 1;
        blur(pixels, 1.5);
        for (int y = 12; y <= 20; y++) {
            for (int x = 12; x <= 20; x++) {
                double squared = (x - 16) * (x - 16) + (y - 16) * (y - 16);
                // The sum of a sampled Gaussian is its integral to better than 1e-9 at sigma 1.5.
                double expected = Math.exp(-squared / (2 * 1.5 * 1.5)) / (2 * Math.PI * 1.5 * 1.5);
                assertEquals(expected, pixels[y * SIZE_PX + x], 1e-7, "at " + x + ", " + y);
            }
        }
    }

    @Test
    void shouldDampAGratingByTheGaussiansTransformWhenItFitsTheMirror() {
        float[] pixels = new float[SIZE_PX * SIZE_PX];
        for (int y = 0; y < SIZE_PX; y++) {
            for (int x = 0; x < SIZE_PX; x++) {
                pixels[y * SIZE_PX + x] = (float) Math.cos(Math.PI * (x + 0.5) * 8 / SIZE_PX);
            }
        }
        float[] expected = new float[pixels.length];
        double radiansPerPx = Math.PI * 8 / SIZE_PX;
        for (int p = 0; p < pixels.length; p++) {
            expected[p] = (float) (pixels[p] * Math.exp(-0.5 * 2 * 2 * radiansPerPx * radiansPerPx));
        }
        blur(pixels, 2);
        assertArrayEquals(expected, pixels, 1e-5f);
    }

    @Test
    void shouldKeepTheSumAndTouchOnlyItsPictureWhenTheBlurIsWide() {
        Random random = new Random(1);
        float[] pixels = new float[3 * SIZE_PX * SIZE_PX];
        double sum = 0;
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = (float) random.nextGaussian();
            sum += p / (SIZE_PX * SIZE_PX) == 1 ? pixels[p] : 0;
        }
        float[] before = pixels.clone();
        GaussianBlur blur = new GaussianBlur(PictureSize.square(SIZE_PX));
        blur.width(40);
        blur.apply(pixels, SIZE_PX * SIZE_PX);
        double after = 0;
        for (int p = 0; p < pixels.length; p++) {
            if (p / (SIZE_PX * SIZE_PX) == 1) {
                after += pixels[p];
            } else {
                assertEquals(before[p], pixels[p]);
            }
        }
        assertEquals(sum, after, 1e-2);
    }

    @Test
    void shouldChangeNothingWhenTheWidthIsZeroAgain() {
        float[] pixels = new float[SIZE_PX * SIZE_PX];
        pixels[40] = 1;
        float[] before = pixels.clone();
        GaussianBlur blur = new GaussianBlur(PictureSize.square(SIZE_PX));
        blur.width(3);
        blur.width(0);
        blur.apply(pixels, 0);
        assertArrayEquals(before, pixels);
    }

    @Test
    void shouldSpreadAlikeBothWaysWhenThePictureIsNotSquare() {
        PictureSize size = new PictureSize(41, 23);
        float[] pixels = new float[size.pixels()];
        pixels[11 * 41 + 20] = 1;
        GaussianBlur blur = new GaussianBlur(size);
        blur.width(1.5);
        blur.apply(pixels, 0);
        for (int y = 0; y < 23; y++) {
            for (int x = 0; x < 41; x++) {
                double squared = (x - 20) * (x - 20) + (y - 11) * (y - 11);
                double expected = Math.exp(-squared / (2 * 1.5 * 1.5)) / (2 * Math.PI * 1.5 * 1.5);
                assertEquals(expected, pixels[y * 41 + x], 1e-7, "at " + x + ", " + y);
            }
        }
    }

    private static void blur(float[] pixels, double sigmaPx) {
        GaussianBlur blur = new GaussianBlur(PictureSize.square(SIZE_PX));
        blur.width(sigmaPx);
        blur.apply(pixels, 0);
    }
}
