package org.loopscope.acquisition.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ResamplerTest {
    private static final int WIDTH = 37;
    private static final int HEIGHT = 23;

    /** Bilinear interpolation reproduces a plane exactly, up to rounding, wherever no edge is repeated. */
    @Test
    void shouldReproducePlaneWhenShiftIsFractional() {
        float[] plane = plane();
        float[] out = new float[plane.length];
        double shiftX = 3.25;
        double shiftY = -2.6;
        new Resampler(WIDTH, HEIGHT).resample(plane, shiftX, shiftY, out);
        for (int y = 3; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH - 4; x++) {
                assertEquals(500 + 2 * (x + shiftX) - 3 * (y + shiftY), out[y * WIDTH + x], 1e-3);
            }
        }
    }

    @Test
    void shouldRepeatEdgeWhenContentCameFromOutside() {
        float[] plane = plane();
        float[] out = new float[plane.length];
        new Resampler(WIDTH, HEIGHT).resample(plane, -4, 5, out);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                float expected = plane[Math.min(HEIGHT - 1, y + 5) * WIDTH + Math.max(0, x - 4)];
                assertEquals(expected, out[y * WIDTH + x]);
            }
        }
    }

    @Test
    void shouldCopyBitsWhenShiftIsZero() {
        float[] plane = plane();
        float[] out = new float[plane.length];
        new Resampler(WIDTH, HEIGHT).resample(plane, 0, 0, out);
        for (int i = 0; i < plane.length; i++) {
            assertEquals(plane[i], out[i]);
        }
    }

    private static float[] plane() {
        float[] plane = new float[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                plane[y * WIDTH + x] = 500 + 2 * x - 3 * y;
            }
        }
        return plane;
    }
}
