package org.loopscope.inference.simulated;

import org.loopscope.stimulus.PictureSize;

/**
 * The filters of one cell over a picture: one for a simple cell, a quadrature pair for a complex one. Immutable;
 * any thread.
 */
final class ReceptiveField {
    private final boolean complex;
    private final double[] even;
    private final double[] odd;

    /** {@code odd} is not read for a simple cell. */
    private ReceptiveField(boolean complex, double[] even, double[] odd) {
        this.complex = complex;
        this.even = even;
        this.odd = odd;
    }

    /** The filters of a cell's shape; its rates and reference are not read. */
    static ReceptiveField of(GaborCell cell, PictureSize size) {
        double[] inPhase = gabor(cell, size, 0);
        double[] quadrature = gabor(cell, size, -StrictMath.PI / 2);
        if (cell.complex()) {
            return new ReceptiveField(true, inPhase, quadrature);
        }
        // Built from the pair, so that a simple cell's filter has the same energy at every phase.
        double[] filter = mixed(inPhase, quadrature, cell.phaseRad());
        normalize(filter);
        return new ReceptiveField(false, filter, filter);
    }

    boolean complex() {
        return complex;
    }

    /** What the cell's nonlinearity is given for this picture; values beyond the display's range are clipped. */
    double drive(float[] pixels) {
        double evenSum = 0;
        double oddSum = 0;
        for (int i = 0; i < pixels.length; i++) {
            double p = Math.max(-1, Math.min(1, pixels[i]));
            evenSum += p * even[i];
            oddSum += p * odd[i];
        }
        return complex ? Math.sqrt(evenSum * evenSum + oddSum * oddSum) : Math.max(0, evenSum);
    }

    /** The filter that answers best to a picture: the pair turned to this phase, or the one there is. */
    double[] atPhase(double phaseRad) {
        return complex ? mixed(even, odd, phaseRad) : even.clone();
    }

    /** Phase at which the pair answers best to a picture. */
    double phaseOf(double[] picture) {
        double evenSum = 0;
        double oddSum = 0;
        for (int i = 0; i < picture.length; i++) {
            evenSum += picture[i] * even[i];
            oddSum += picture[i] * odd[i];
        }
        return StrictMath.atan2(oddSum, evenSum);
    }

    private static double[] mixed(double[] inPhase, double[] quadrature, double phaseRad) {
        double cos = StrictMath.cos(phaseRad);
        double sin = StrictMath.sin(phaseRad);
        double[] mix = new double[inPhase.length];
        for (int i = 0; i < mix.length; i++) {
            mix[i] = cos * inPhase[i] + sin * quadrature[i];
        }
        return mix;
    }

    /** A Gabor less as much of its envelope as makes it blind to mean luminance, of unit norm. */
    private static double[] gabor(GaborCell cell, PictureSize size, double phaseRad) {
        double[] envelope = new double[size.pixels()];
        double[] filter = new double[size.pixels()];
        double cos = StrictMath.cos(cell.orientationRad());
        double sin = StrictMath.sin(cell.orientationRad());
        double envelopeSum = 0;
        double filterSum = 0;
        for (int i = 0; i < filter.length; i++) {
            int row = i / size.widthPx();
            double dx = i - row * size.widthPx() - cell.xPx();
            double dy = row - cell.yPx();
            double across = dx * cos + dy * sin;
            double along = dy * cos - dx * sin;
            double a = across / cell.sigmaAcrossPx();
            double b = along / cell.sigmaAlongPx();
            envelope[i] = StrictMath.exp(-0.5 * (a * a + b * b));
            filter[i] = envelope[i] * StrictMath.cos(2 * StrictMath.PI * cell.cyclesPerPx() * across + phaseRad);
            envelopeSum += envelope[i];
            filterSum += filter[i];
        }
        for (int i = 0; i < filter.length; i++) {
            filter[i] -= envelope[i] * filterSum / envelopeSum;
        }
        normalize(filter);
        return filter;
    }

    private static void normalize(double[] filter) {
        double squares = 0;
        for (double v : filter) {
            squares += v * v;
        }
        double norm = Math.sqrt(squares);
        for (int i = 0; i < filter.length; i++) {
            filter[i] /= norm;
        }
    }
}
