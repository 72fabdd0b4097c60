package org.loopscope.acquisition.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.acquisition.Allocation;
import org.loopscope.acquisition.Frame;

class TemplateMotionCorrectorTest {
    private static final long SEED = 7;
    private static final MotionSettings FIXED_TEMPLATE = new MotionSettings(1, 1, 12, 0, 0);

    /** The scene is known in closed form; what remains is the window's edge and the frame's 16-bit rounding. */
    @ParameterizedTest
    @CsvSource({"128,128", "100,94", "150,131", "200,96"})
    void shouldFindShiftWhenFrameIsClean(int width, int height) {
        CellScene scene = new CellScene(width, height, width * height / 150, SEED);
        TemplateMotionCorrector corrector =
                new TemplateMotionCorrector(scene.image(0, 0), width, height, FIXED_TEMPLATE);
        MotionCorrectedFrame out = new MotionCorrectedFrame(width, height);
        Random random = new Random(SEED);
        for (double[] shift : new double[][] {{0, 0}, {2.37, -3.61}, {-5.5, 0.2}, {0.49, 6.51}}) {
            corrector.correct(scene.frame(41, shift[0], shift[1], 0, random), out);
            assertEquals(shift[0], out.shiftXPx, 0.02);
            assertEquals(shift[1], out.shiftYPx, 0.02);
            assertEquals(41, out.frameIndex);
            assertTrue(out.correlation > 0.75, "correlation " + out.correlation);
        }
    }

    @Test
    void shouldPutContentBackWhenFrameHasMoved() {
        CellScene scene = new CellScene(128, 128, 100, SEED);
        TemplateMotionCorrector corrector = new TemplateMotionCorrector(scene.image(0, 0), 128, 128, FIXED_TEMPLATE);
        MotionCorrectedFrame out = new MotionCorrectedFrame(128, 128);
        corrector.correct(scene.frame(0, 3, -5, 0, new Random(SEED)), out);
        float[] still = scene.image(0, 0);
        for (int y = 8; y < 120; y++) {
            for (int x = 8; x < 120; x++) {
                // 0.03 px along the steepest flank (200 per px) and half a count of rounding
                assertEquals(still[y * 128 + x], out.pixels[y * 128 + x], 8);
            }
        }
    }

    @Test
    void shouldStayWithinTwelfthOfPixelWhenEveryFrameMovesAndIsNoisy() {
        CellScene scene = new CellScene(128, 128, 100, SEED);
        Random random = new Random(SEED);
        MotionSettings settings = new MotionSettings(40, 4, 12, 50, 0.05);
        TemplateBuilder builder = new TemplateBuilder(128, 128, settings);
        double[][] shifts = new double[240][2];
        Frame[] frames = new Frame[shifts.length];
        for (int i = 0; i < frames.length; i++) {
            shifts[i][0] = 10 * random.nextDouble() - 5;
            shifts[i][1] = 10 * random.nextDouble() - 5;
            frames[i] = scene.frame(i, shifts[i][0], shifts[i][1], 300, random);
            if (!builder.complete()) {
                builder.add(frames[i]);
            }
        }
        TemplateMotionCorrector corrector = new TemplateMotionCorrector(builder.build(), 128, 128, settings);
        MotionCorrectedFrame out = new MotionCorrectedFrame(128, 128);
        double[][] found = new double[frames.length][2];
        for (int i = 0; i < frames.length; i++) {
            corrector.correct(frames[i], out);
            found[i][0] = out.shiftXPx;
            found[i][1] = out.shiftYPx;
        }
        double rmse = ShiftError.rmsePx(found, shifts);
        System.out.printf("registration of noisy synthetic frames: RMSE %.4f px, seed %d%n", rmse, SEED);
        assertTrue(rmse < 0.08, "RMSE " + rmse + " px, seed " + SEED);
    }

    @Test
    void shouldNotLeaveBoundWhenContentMovedFarther() {
        CellScene scene = new CellScene(128, 128, 100, SEED);
        TemplateMotionCorrector corrector =
                new TemplateMotionCorrector(scene.image(0, 0), 128, 128, new MotionSettings(1, 1, 4, 0, 0));
        MotionCorrectedFrame out = new MotionCorrectedFrame(128, 128);
        corrector.correct(scene.frame(0, 9, 0, 0, new Random(SEED)), out);
        assertTrue(Math.abs(out.shiftXPx) <= 4.2 && Math.abs(out.shiftYPx) <= 4.2, out.shiftXPx + "," + out.shiftYPx);
    }

    @Test
    void shouldAllocateNothingWhenFramesAreCorrected() {
        CellScene scene = new CellScene(64, 64, 25, SEED);
        MotionSettings settings = new MotionSettings(1, 1, 8, 10, 0.05);
        TemplateMotionCorrector corrector = new TemplateMotionCorrector(scene.image(0, 0), 64, 64, settings);
        MotionCorrectedFrame out = new MotionCorrectedFrame(64, 64);
        Frame frame = scene.frame(0, 1.3, -2.2, 100, new Random(SEED));
        long bytes = Allocation.bytesPerWarmRound(() -> {
            for (int i = 0; i < 100; i++) {
                corrector.correct(frame, out);
            }
        });
        assertEquals(0, bytes);
    }

    @Test
    void shouldGiveSameBitsWhenFramesComeTwice() {
        assertArrayEquals(bitsOfRun(), bitsOfRun());
    }

    private static int[] bitsOfRun() {
        CellScene scene = new CellScene(96, 80, 40, SEED);
        MotionSettings settings = new MotionSettings(5, 2, 8, 10, 0.05);
        Random random = new Random(SEED);
        TemplateBuilder builder = new TemplateBuilder(96, 80, settings);
        while (!builder.complete()) {
            builder.add(scene.frame(0, random.nextDouble(), random.nextDouble(), 200, random));
        }
        TemplateMotionCorrector corrector = new TemplateMotionCorrector(builder.build(), 96, 80, settings);
        MotionCorrectedFrame out = new MotionCorrectedFrame(96, 80);
        int[] bits = new int[40];
        for (int i = 0; i < bits.length; i++) {
            corrector.correct(scene.frame(i, random.nextDouble(), random.nextDouble(), 200, random), out);
            bits[i] = Float.floatToRawIntBits(out.shiftXPx) ^ Float.floatToRawIntBits(out.pixels[777]);
        }
        return bits;
    }

    @Test
    void shouldSayWhatToChangeWhenShiftIsTooLargeForFrame() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> new TemplateBuilder(64, 64, new MotionSettings(1, 1, 17, 0, 0)));
        assertEquals(
                "imaging.max_shift: 17 px are more than a quarter of the side of frames of 64x64 px; set at most 16 px",
                refused.getMessage());
    }
}
