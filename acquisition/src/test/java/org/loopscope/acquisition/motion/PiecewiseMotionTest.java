package org.loopscope.acquisition.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.Allocation;
import org.loopscope.acquisition.Frame;

/**
 * A movie whose frames are moved and bent by known smooth fields: what is left of the motion is measured as the
 * difference between the corrected frames and the still scene, with and without patches.
 */
class PiecewiseMotionTest {
    private static final int SIDE = 256;
    private static final int FRAMES = 60;
    private static final double NOISE_AT_1000 = 150;
    private static final long SEED = 31;

    @Test
    void shouldUndoSmoothWarpWhenFramesAreCutIntoPatches() {
        double rigid = residual(1);
        double piecewise = residual(4);
        System.out.printf(
                "warped movie: residual of the mean image %.1f counts rigid, %.1f with 4x4 patches, seed %d%n",
                rigid, piecewise, SEED);
        assertTrue(piecewise < 0.5 * rigid, rigid + " counts rigid, " + piecewise + " piecewise, seed " + SEED);
    }

    @Test
    void shouldFindTheFieldAtThePatchCentres() {
        CellScene scene = new CellScene(SIDE, SIDE, 500, SEED);
        PatchGrid patches = new PatchGrid(SIDE, SIDE, 4, 4);
        Registration registration = new Registration(patches, 12);
        registration.template(scene.image(0, 0));
        Random random = new Random(SEED);
        double sum = 0;
        double plain = 0;
        int count = 0;
        float[] raw = new float[SIDE * SIDE];
        float[] offsetX = new float[16];
        float[] offsetY = new float[16];
        for (int i = 0; i < FRAMES; i++) {
            Warp warp = new Warp(random);
            Displacement whole = new Displacement();
            PixelConversion.toFloat(scene.frame(i, warp, NOISE_AT_1000, random).pixels, raw);
            registration.locate(raw, whole);
            registration.locatePatches(offsetX, offsetY);
            for (int patch = 0; patch < 16; patch++) {
                double x = (patches.left(patch % 4) + patches.left(patch % 4 + 1)) / 2.0;
                double y = (patches.top(patch / 4) + patches.top(patch / 4 + 1)) / 2.0;
                sum += Math.pow(whole.xPx + offsetX[patch] - warp.shiftX(x, y), 2);
                sum += Math.pow(whole.yPx + offsetY[patch] - warp.shiftY(x, y), 2);
                plain += Math.pow(whole.xPx - warp.shiftX(x, y), 2) + Math.pow(whole.yPx - warp.shiftY(x, y), 2);
                count += 2;
            }
        }
        double rmse = Math.sqrt(sum / count);
        System.out.printf(
                "warp at the patch centres: RMSE %.3f px, %.3f px without patches, seed %d%n",
                rmse, Math.sqrt(plain / count), SEED);
        assertTrue(rmse < 0.25, "RMSE " + rmse + " px, seed " + SEED);
    }

    @Test
    void shouldAllocateNothingPerFrame() {
        CellScene scene = new CellScene(SIDE, SIDE, 500, SEED);
        MotionSettings settings = new MotionSettings(1, 1, 12, 0, 0, 4);
        TemplateMotionCorrector corrector = new TemplateMotionCorrector(scene.image(0, 0), SIDE, SIDE, settings);
        MotionCorrectedFrame out = new MotionCorrectedFrame(SIDE, SIDE);
        Frame frame = scene.frame(0, 1.3, -2.2, 100, new Random(SEED));
        assertEquals(0, Allocation.bytesPerWarmRound(() -> {
            for (int i = 0; i < 20; i++) {
                corrector.correct(frame, out);
            }
        }));
    }

    private static double residual(int patchesPerSide) {
        CellScene scene = new CellScene(SIDE, SIDE, 500, SEED);
        MotionSettings settings = new MotionSettings(1, 1, 12, 0, 0, patchesPerSide);
        TemplateMotionCorrector corrector = new TemplateMotionCorrector(scene.image(0, 0), SIDE, SIDE, settings);
        MotionCorrectedFrame out = new MotionCorrectedFrame(SIDE, SIDE);
        Random random = new Random(SEED);
        float[] still = scene.image(0, 0);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < FRAMES; i++) {
            // Without noise, so that what is left is motion.
            corrector.correct(scene.frame(i, new Warp(random), 0, random), out);
            for (int y = 24; y < SIDE - 24; y++) {
                for (int x = 24; x < SIDE - 24; x++) {
                    sum += Math.pow(out.pixels[y * SIDE + x] - still[y * SIDE + x], 2);
                    count++;
                }
            }
        }
        return Math.sqrt(sum / count);
    }

    /** A shift of up to 4 px and a bend of up to 1.5 px over the frame. */
    private static final class Warp implements CellScene.Field {
        private final double moveX;
        private final double moveY;
        private final double bendX;
        private final double bendY;

        Warp(Random random) {
            moveX = 8 * random.nextDouble() - 4;
            moveY = 8 * random.nextDouble() - 4;
            bendX = 3 * random.nextDouble() - 1.5;
            bendY = 3 * random.nextDouble() - 1.5;
        }

        @Override
        public double shiftX(double x, double y) {
            return moveX + bendX * Math.sin(1.5 * Math.PI * y / SIDE);
        }

        @Override
        public double shiftY(double x, double y) {
            return moveY + bendY * Math.cos(1.5 * Math.PI * x / SIDE);
        }
    }
}
