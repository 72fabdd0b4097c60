package org.loopscope.inference.simulated;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.acquisition.simulated.Xoshiro256;
import org.loopscope.stimulus.PictureSize;

/**
 * Draws a population's cells. Sizes are for a picture whose shorter side has 32 px and scale with it; spreads of size, bandwidth and rate are
 * of the order found in rodent V1, where bandwidths are broad (about two octaves).
 */
final class CellSampler {
    private static final double REFERENCE_SIDE_PX = 32;
    private static final double SMALLEST_SIGMA_PX = 2.5;
    private static final double LARGEST_SIGMA_PX = 5;
    private static final double LARGEST_ASPECT = 1.6;
    /** Spatial frequency times the envelope's width across the stripes. */
    private static final double MEDIAN_CYCLES_PER_SIGMA = 0.3;

    private static final double CYCLES_LOG_SD = 0.2;
    private static final double LEAST_CYCLES_PER_SIGMA = 0.2;
    private static final double MOST_CYCLES_PER_SIGMA = 0.45;
    /** How many standard deviations of the envelope lie within the picture at least. */
    private static final double SIGMAS_INSIDE = 1.5;

    private static final double LEAST_THRESHOLD = 0.02;
    private static final double MOST_THRESHOLD = 0.08;
    private static final double SEMI_SATURATION = 1.5;
    private static final double PEAK_RATE_LOG_SD = 0.4;
    private static final double MEDIAN_BASELINE_HZ = 0.6;
    private static final double BASELINE_LOG_SD = 0.45;
    private static final double LEAST_BASELINE_HZ = 0.2;
    private static final double MOST_BASELINE_HZ = 2;

    private final V1Settings settings;
    private final Xoshiro256 random;

    CellSampler(V1Settings settings, Xoshiro256 random) {
        this.settings = settings;
        this.random = random;
    }

    /** Kinds are in the shares that the settings ask for, to the nearest whole cell, in random order. */
    List<GaborCell> draw() {
        int count = settings.neurons();
        boolean[] simple = chosen(count, settings.simpleFraction());
        boolean[] unresponsive = chosen(count, settings.unresponsiveFraction());
        // Drawn last, and only where there are any, so that the populations without them are what they were.
        boolean[] turned = settings.rotationInvariantFraction() > 0
                ? chosen(count, settings.rotationInvariantFraction())
                : new boolean[count];
        List<GaborCell> cells = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            CellKind phase = simple[i] ? CellKind.SIMPLE : CellKind.COMPLEX;
            cells.add(drawCell(turned[i] ? CellKind.ROTATION_INVARIANT : phase, !unresponsive[i]));
        }
        return cells;
    }

    private GaborCell drawCell(CellKind kind, boolean responsive) {
        PictureSize size = settings.pictureSize();
        double scale = size.shorterPx() / REFERENCE_SIDE_PX;
        double sigmaPx = scale
                * StrictMath.exp(random.uniform(StrictMath.log(SMALLEST_SIGMA_PX), StrictMath.log(LARGEST_SIGMA_PX)));
        double aspect = StrictMath.sqrt(random.uniform(1, LARGEST_ASPECT));
        double acrossPx = sigmaPx / aspect;
        double alongPx = sigmaPx * aspect;
        double cyclesPerSigma = Math.clamp(
                random.logNormal(MEDIAN_CYCLES_PER_SIGMA, CYCLES_LOG_SD),
                LEAST_CYCLES_PER_SIGMA,
                MOST_CYCLES_PER_SIGMA);
        double borderPx = SIGMAS_INSIDE * alongPx;
        GaborCell shape = new GaborCell(
                kind,
                responsive,
                random.uniform(borderPx, size.widthPx() - 1 - borderPx),
                random.uniform(borderPx, size.heightPx() - 1 - borderPx),
                random.uniform(0, StrictMath.PI),
                cyclesPerSigma / acrossPx,
                random.uniform(0, kind == CellKind.COMPLEX ? 0 : 2 * StrictMath.PI),
                acrossPx,
                alongPx,
                1,
                random.uniform(LEAST_THRESHOLD, MOST_THRESHOLD),
                SEMI_SATURATION,
                random.logNormal(settings.medianPeakRateHz(), PEAK_RATE_LOG_SD),
                Math.clamp(random.logNormal(MEDIAN_BASELINE_HZ, BASELINE_LOG_SD), LEAST_BASELINE_HZ, MOST_BASELINE_HZ));
        ReceptiveField field = ReceptiveField.of(shape, size);
        return shape.withReferenceDrive(field.drive(OptimalPicture.of(field, GaborCell.REFERENCE_CONTRAST_RMS)));
    }

    /** A random choice of the given share. */
    private boolean[] chosen(int count, double fraction) {
        boolean[] chosen = new boolean[count];
        int left = (int) Math.round(fraction * count);
        for (int i = 0; i < count; i++) {
            if (random.nextInt(count - i) < left) {
                chosen[i] = true;
                left--;
            }
        }
        return chosen;
    }
}
