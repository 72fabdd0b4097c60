package org.loopscope.inference.simulated;

import org.loopscope.stimulus.PictureSize;

/** The filters of one cell over a picture, and how it combines them. Immutable; any thread. */
final class ReceptiveField {
    private static final int ORIENTATIONS = 8;

    private final CellKind kind;
    /** One, a quadrature pair, or one for each orientation. */
    private final double[][] filters;

    private ReceptiveField(CellKind kind, double[]... filters) {
        this.kind = kind;
        this.filters = filters;
    }

    /** The filters of a cell's shape; its rates and reference are not read. */
    static ReceptiveField of(GaborCell cell, PictureSize size) {
        return switch (cell.kind()) {
            case SIMPLE -> new ReceptiveField(cell.kind(), atOwnPhase(cell, cell.orientationRad(), size));
            case COMPLEX ->
                new ReceptiveField(
                        cell.kind(),
                        gabor(cell, cell.orientationRad(), size, 0),
                        gabor(cell, cell.orientationRad(), size, -StrictMath.PI / 2));
            case ROTATION_INVARIANT -> {
                double[][] turned = new double[ORIENTATIONS][];
                for (int i = 0; i < ORIENTATIONS; i++) {
                    turned[i] = atOwnPhase(cell, cell.orientationRad() + i * StrictMath.PI / ORIENTATIONS, size);
                }
                yield new ReceptiveField(cell.kind(), turned);
            }
        };
    }

    /** Built from a quadrature pair, so that the filter has the same energy at every phase. */
    private static double[] atOwnPhase(GaborCell cell, double orientationRad, PictureSize size) {
        double[] filter = mixed(
                gabor(cell, orientationRad, size, 0),
                gabor(cell, orientationRad, size, -StrictMath.PI / 2),
                cell.phaseRad());
        normalize(filter);
        return filter;
    }

    CellKind kind() {
        return kind;
    }

    /** Never to be changed. */
    double[][] filters() {
        return filters;
    }

    /** What the cell's nonlinearity is given for this picture; values beyond the display's range are clipped. */
    double drive(float[] pixels) {
        if (kind == CellKind.COMPLEX) {
            double even = answer(filters[0], pixels);
            double odd = answer(filters[1], pixels);
            return Math.sqrt(even * even + odd * odd);
        }
        double most = 0;
        for (double[] filter : filters) {
            most = Math.max(most, answer(filter, pixels));
        }
        return most;
    }

    private static double answer(double[] filter, float[] pixels) {
        double sum = 0;
        for (int i = 0; i < pixels.length; i++) {
            sum += Math.max(-1, Math.min(1, pixels[i])) * filter[i];
        }
        return sum;
    }

    /** A complex cell's pair turned to this phase. */
    double[] atPhase(double phaseRad) {
        return mixed(filters[0], filters[1], phaseRad);
    }

    /** Phase at which a complex cell's pair answers best to a picture. */
    double phaseOf(double[] picture) {
        double even = 0;
        double odd = 0;
        for (int i = 0; i < picture.length; i++) {
            even += picture[i] * filters[0][i];
            odd += picture[i] * filters[1][i];
        }
        return StrictMath.atan2(odd, even);
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
    private static double[] gabor(GaborCell cell, double orientationRad, PictureSize size, double phaseRad) {
        double[] envelope = new double[size.pixels()];
        double[] filter = new double[size.pixels()];
        double cos = StrictMath.cos(orientationRad);
        double sin = StrictMath.sin(orientationRad);
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
