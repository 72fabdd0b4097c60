package org.loopscope.acquisition.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.Allocation;

/** A field whose planes blend into each other: at depth z it is a mixture of the two nearest random pictures. */
final class QualityMonitorTest {
    private static final int SIDE = 64;
    private static final double RATE_HZ = 30;
    private static final long SEED = 3;
    private static final QualityLimits LIMITS = new QualityLimits(6, 3, 0.8, 2, 0.25, 0.001, 0, 0.5);

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<float[]> layers = new ArrayList<>();
    private final FrameQuality quality = new FrameQuality();

    QualityMonitorTest() {
        for (int layer = 0; layer < 7; layer++) {
            float[] picture = new float[SIDE * SIDE];
            for (int i = 0; i < picture.length; i++) {
                picture[i] = random.nextInt(1000);
            }
            layers.add(picture);
        }
    }

    /** Half a layer on either side shows, so that the picture changes gradually with depth, in layers. */
    private float[] at(double depth) {
        float[] picture = new float[SIDE * SIDE];
        for (int layer = 0; layer < layers.size(); layer++) {
            double distance = depth - layer;
            float share = (float) Math.exp(-distance * distance);
            for (int i = 0; i < picture.length; i++) {
                picture[i] += share * layers.get(layer)[i];
            }
        }
        return picture;
    }

    private float[] noisy(float[] picture) {
        float[] noisy = new float[picture.length];
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] = (float) (picture[i] + 400 * random.nextGaussian());
        }
        return noisy;
    }

    /** Calibrated on 150 noisy frames at the depth, averaged over 10 each. */
    private QualityMonitor calibrated(QualityLimits limits, double depth) {
        QualityMonitor monitor = new QualityMonitor(SIDE, SIDE, RATE_HZ, 150, 4, 0, 0, limits);
        List<float[]> bins = new ArrayList<>();
        float[] mean = new float[SIDE * SIDE];
        for (int bin = 0; bin < 15; bin++) {
            float[] sum = new float[SIDE * SIDE];
            for (int frame = 0; frame < 10; frame++) {
                float[] one = noisy(at(depth));
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += one[i] / 10;
                    mean[i] += one[i] / 150;
                }
            }
            bins.add(sum);
        }
        monitor.calibrated(mean, bins.size(), 10, bins::get);
        return monitor;
    }

    private QualityMonitor calibrated() {
        return calibrated(LIMITS, 3);
    }

    private EnumSet<QualityFlag> place(QualityMonitor monitor, double x, double y, float[] picture) {
        quality.clear();
        monitor.place((float) x, (float) y, picture, quality);
        EnumSet<QualityFlag> flags = EnumSet.noneOf(QualityFlag.class);
        flags.addAll(QualityFlag.of(quality.flags));
        return flags;
    }

    @Test
    void shouldFlagAShiftAndAStepBeyondTheirLimitsAndNothingElse() {
        QualityMonitor monitor = calibrated();
        float[] field = at(3);
        assertTrue(place(monitor, 2.9, 0, field).isEmpty());
        assertEquals(0, quality.stepPx, "there was none before the first");
        assertTrue(place(monitor, 2.9, 2.9, field).isEmpty());
        assertEquals(2.9, quality.stepPx, 1e-6);
        assertEquals(EnumSet.of(QualityFlag.MOTION), place(monitor, 0.8, 0.6, field));
        assertEquals(Math.hypot(2.1, 2.3), quality.stepPx, 1e-6);
        assertTrue(place(monitor, 0.8, 0.6, field).isEmpty(), "still again, and near");
        place(monitor, 3.2, 1.8, field);
        assertTrue(place(monitor, 4.8, 3.59, field).isEmpty(), "5.994 px from the template");
        assertEquals(EnumSet.of(QualityFlag.MOTION), place(monitor, 4.8, 3.61, field), "6.006 px");
    }

    @Test
    void shouldNotLoseTheFocusToPhotonNoise() {
        QualityMonitor monitor = calibrated();
        for (int i = 0; i < 600; i++) {
            assertTrue(place(monitor, 0, 0, noisy(at(3))).isEmpty(), "seed " + SEED + ", frame " + i);
            assertEquals(1, quality.focus, 0.03, "seed " + SEED + ", frame " + i);
        }
    }

    @Test
    void shouldFlagALostFocusAfterItsTimeAndTakeItBackAfterwards() {
        QualityMonitor monitor = calibrated();
        int flaggedFrom =
                firstFrame(600, () -> !place(monitor, 0, 0, noisy(at(5))).isEmpty());
        assertEquals(EnumSet.of(QualityFlag.FOCUS), QualityFlag.of(quality.flags));
        // The running mean of 3 s has to leave the old plane first, then 2 s are waited.
        assertTrue(flaggedFrom > 60 && flaggedFrom < 150, "seed " + SEED + ", frame " + flaggedFrom);
        int clearFrom = firstFrame(600, () -> place(monitor, 0, 0, noisy(at(3))).isEmpty());
        assertTrue(clearFrom < 240, "seed " + SEED + ", frame " + clearFrom);
    }

    @Test
    void shouldFindTheDepthInTheStackToAQuarterOfAStep() {
        for (double depth : new double[] {2, 2.5, 3, 3.3, 4}) {
            QualityMonitor monitor = calibrated(LIMITS, 3);
            monitor.calibrated(new ZStack(stack(), SIDE, SIDE, 5), 0, 0);
            for (int i = 0; i < 1200; i++) {
                place(monitor, 0, 0, noisy(at(depth)));
            }
            assertEquals(5 * depth, quality.depthUm, 1.25, "seed " + SEED);
        }
    }

    @Test
    void shouldMoveTheStackBackOntoTheField() {
        short[] plane = new short[SIDE * SIDE];
        plane[10 * SIDE + 20] = (short) 60_000;
        ZStack stack = new ZStack(List.of(plane, plane, plane), SIDE, SIDE, 2);
        assertEquals(60_000f, stack.movedBack(3, -2).get(1)[12 * SIDE + 17]);
        assertThrows(IllegalArgumentException.class, () -> new ZStack(List.of(plane, plane), SIDE, SIDE, 2));
        assertThrows(IllegalArgumentException.class, () -> new ZStack(stack(), SIDE, SIDE, 0));
        assertThrows(IllegalArgumentException.class, () -> new ZStack(stack(), SIDE, 2 * SIDE, 2));
    }

    @Test
    void shouldAllocateNothingWhenCalibrated() {
        QualityMonitor monitor = calibrated();
        monitor.calibrated(new ZStack(stack(), SIDE, SIDE, 5), 0, 0);
        short[] raw = new short[SIDE * SIDE];
        float[] picture = at(3);
        assertEquals(0, Allocation.bytesPerWarmRound(() -> {
            for (int i = 0; i < 2000; i++) {
                monitor.see(raw, quality);
                monitor.place(i % 3, 0, picture, quality);
            }
        }));
    }

    @Test
    void shouldRefuseLimitsThatMakeNoSense() {
        assertThrows(IllegalArgumentException.class, () -> new QualityLimits(0, 5, 0.8, 2, 0.25, 0.001, 0, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new QualityLimits(6, 5, 1, 2, 0.25, 0.001, 0, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new QualityLimits(6, 5, 0.8, 2, 0.25, 0, 0, 0.5));
        assertFalse(QualityLimits.standard(16).shiftPx() > 16);
    }

    private List<short[]> stack() {
        List<short[]> planes = new ArrayList<>();
        for (int plane = 0; plane < layers.size(); plane++) {
            short[] pixels = new short[SIDE * SIDE];
            float[] picture = at(plane);
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (short) Math.round(picture[i]);
            }
            planes.add(pixels);
        }
        return planes;
    }

    private static int firstFrame(int most, java.util.function.BooleanSupplier holds) {
        for (int i = 0; i < most; i++) {
            if (holds.getAsBoolean()) {
                return i;
            }
        }
        throw new AssertionError("not within " + most + " frames");
    }
}
